/** The days of a year, and which of them are worked. Dates are ISO. */

export interface Table {
  year: number
  basis: string
  daysOff: string[] // weekends among them or not
  workdays: string[] // of weekends
}

export type Kind = 'work' | 'off' | 'holiday' | 'extraWork'

const DAY_MS = 86_400_000
const SUNDAY = 0
const SATURDAY = 6

export function daysOf(year: number, month: number): string[] {
  const first = Date.UTC(year, month, 1)
  const last = Date.UTC(year, month + 1, 0)
  return Array.from({ length: (last - first) / DAY_MS + 1 }, (_, n) => isoDate(first + n * DAY_MS))
}

export function kindOf({ daysOff, workdays }: Table, day: string): Kind {
  if (workdays.includes(day)) return 'extraWork'
  if (daysOff.includes(day)) return 'holiday'
  return isWeekend(day) ? 'off' : 'work'
}

/** The table with a day worked that was not, or the other way round. */
export function toggled(table: Table, day: string): Table {
  const without = (days: string[]) => days.filter((one) => one !== day)
  const [daysOff, workdays] = [without(table.daysOff), without(table.workdays)]
  const isWorked = ['work', 'extraWork'].includes(kindOf(table, day))
  if (isWorked) return { ...table, daysOff: isWeekend(day) ? daysOff : [...daysOff, day].sort(), workdays }
  return { ...table, daysOff, workdays: isWeekend(day) ? [...workdays, day].sort() : workdays }
}

export function worked(table: Table): number {
  const days = Array.from({ length: 12 }, (_, month) => daysOf(table.year, month)).flat()
  return days.filter((day) => ['work', 'extraWork'].includes(kindOf(table, day))).length
}

/** Monday is 0. */
export function weekdayOf(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
}

/** So many days later, in the same year. */
export function moved(day: string, by: number): string {
  const there = isoDate(Date.parse(day) + by * DAY_MS)
  return there.slice(0, 4) === day.slice(0, 4) ? there : day
}

function isWeekend(day: string): boolean {
  return [SATURDAY, SUNDAY].includes(new Date(`${day}T00:00:00Z`).getUTCDay())
}

function isoDate(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}
