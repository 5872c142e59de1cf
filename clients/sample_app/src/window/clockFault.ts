/** How wrong the tablet's own clock is, in the largest unit that still says it. */
import { t } from '../i18n'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const LEAST = 10 * MINUTE // less is not worth a word

/** `ahead`: milliseconds by which the clock is ahead of the hub's; nothing is said of a few minutes. */
export function sayClockFault(ahead: number): string {
  const by = Math.abs(ahead)
  if (by < LEAST) return ''
  if (by >= DAY) return t('status.daysOff', { n: Math.round(by / DAY) })
  const way = ahead > 0 ? 'ahead' : 'behind'
  return by < 2 * HOUR
    ? t(`status.${way}.minutes`, { n: Math.round(by / MINUTE) })
    : t(`status.${way}.hours`, { n: Math.round(by / HOUR) })
}
