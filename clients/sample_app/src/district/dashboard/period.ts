/** Which days the figures are asked of, and with which days they are compared. */

/** ISO dates of Asia/Shanghai, both included. */
export interface Period {
  from: string
  to: string
}

export const CHOICES = ['month', 'last-month', 'quarter', 'year', 'custom'] as const
export type Choice = (typeof CHOICES)[number]

const DATE = /^\d{4}-\d\d-\d\d$/
const DAY_MS = 86_400_000
const YEAR_OF_MONTHS = 12

/** What is still under way ends today. `from` and `to` are of a custom period, in either order; a day that is
 * none is as the month has it. */
export function periodOf(choice: string, from: string, to: string, today: string): Period {
  const month = { from: firstOfMonth(today), to: today }
  switch (choice) {
    case 'last-month':
      return { from: shifted(month.from, -1), to: plusDays(month.from, -1) }
    case 'quarter':
      return { from: shifted(month.from, -((monthOf(today) - 1) % 3)), to: today }
    case 'year':
      return { from: `${today.slice(0, 4)}-01-01`, to: today }
    case 'custom': {
      const days = [isDate(from) ? from : month.from, isDate(to) ? to : month.to].sort()
      return { from: days[0] as string, to: days[1] as string }
    }
    default:
      return month
  }
}

/** The period before: of what is under way, the same days of the month, quarter or year before. */
export function periodBefore(choice: string, { from, to }: Period): Period {
  switch (choice) {
    case 'last-month':
      return { from: shifted(from, -1), to: plusDays(from, -1) }
    case 'quarter':
      return { from: shifted(from, -3), to: shifted(to, -3) }
    case 'year':
      return { from: shifted(from, -YEAR_OF_MONTHS), to: shifted(to, -YEAR_OF_MONTHS) }
    case 'custom':
      return { from: plusDays(from, -days({ from, to })), to: plusDays(from, -1) }
    default:
      return { from: shifted(from, -1), to: shifted(to, -1) }
  }
}

/** The twelve months that end with the period, or with as many as it has. */
export function seriesOf({ from, to }: Period): Period {
  const year = shifted(firstOfMonth(to), 1 - YEAR_OF_MONTHS)
  return { from: from < year ? from : year, to }
}

export function isSame(one: Period, other: Period): boolean {
  return one.from === other.from && one.to === other.to
}

/** How many it has. */
export function days({ from, to }: Period): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MS + 1
}

/** The same day some months later or earlier; the last of a month that is too short. */
function shifted(day: string, months: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCMonth(date.getUTCMonth() + months)
  if (date.getUTCDate() !== Number(day.slice(8))) date.setUTCDate(0)
  return isoOf(date)
}

function plusDays(day: string, more: number): string {
  return isoOf(new Date(Date.parse(day) + more * DAY_MS))
}

function firstOfMonth(day: string): string {
  return `${day.slice(0, 8)}01`
}

function monthOf(day: string): number {
  return Number(day.slice(5, 7))
}

function isDate(text: string): boolean {
  const at = DATE.test(text) ? Date.parse(text) : Number.NaN
  return !Number.isNaN(at) && isoOf(new Date(at)) === text
}

function isoOf(date: Date): string {
  return date.toISOString().slice(0, 10)
}
