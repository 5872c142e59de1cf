/** How many pledges have waited how long. */
const UP_TO = [3, 5, 10] // working days

export interface Ages extends Record<string, number> {
  a: number // up to three working days
  b: number // up to five
  c: number // up to ten
  d: number // longer, or longer than the calendars tell
}

export function agesOf(workingDays: (number | null)[]): Ages {
  const counts = [0, 0, 0, 0]
  for (const days of workingDays) {
    const bucket = UP_TO.findIndex((most) => days !== null && days <= most)
    counts[bucket === -1 ? UP_TO.length : bucket]! += 1
  }
  const [a = 0, b = 0, c = 0, d = 0] = counts
  return { a, b, c, d }
}
