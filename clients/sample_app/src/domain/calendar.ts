/** Working days: a table for each year as the State Council publishes it; an unknown year is never guessed. */

const DAY_MS = 86_400_000

/** `daysOff` lists days off, weekends among them or not; `workdays` the weekend days that are worked. */
export interface Calendar {
  _id: string
  type: 'calendar'
  year: number
  basis: string
  daysOff: string[]
  workdays: string[]
}

/**
 * How many working days are left until a day: none on the day itself, fewer than none when it has passed. Undefined
 * while the table of a year between is not known.
 */
export function workingDaysLeft(
  calendars: ReadonlyMap<number, Calendar>,
  today: string,
  until: string,
): number | undefined {
  if (until < today) {
    const late = workingDaysLeft(calendars, until, today)
    return late === undefined ? undefined : -late
  }
  let left = 0
  for (let day = today; day < until; ) {
    day = dayAfter(day)
    const calendar = calendars.get(Number(day.slice(0, 4)))
    if (!calendar) return undefined
    if (isWorkingDay(calendar, day)) left += 1
  }
  return left
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10)
}

function isWorkingDay(calendar: Calendar, day: string): boolean {
  if (calendar.daysOff.includes(day)) return false
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return (weekday > 0 && weekday < 6) || calendar.workdays.includes(day)
}

/**
 * The last day of a promise of so many working days (an ISO date); counting begins the day after it was accepted.
 * Empty while the table of a year it runs into is not known.
 */
export function dueOn(
  calendars: ReadonlyMap<number, Calendar>,
  accepted: string,
  workingDays: number,
): string {
  let day = accepted
  for (let left = workingDays; left > 0; ) {
    day = dayAfter(day)
    const calendar = calendars.get(Number(day.slice(0, 4)))
    if (!calendar) return ''
    if (isWorkingDay(calendar, day)) left -= 1
  }
  return day
}
