/** Dates as people here write them: Asia/Shanghai, eight hours ahead of UTC all year. */

const OFFSET_MS = 8 * 3_600_000
const WEEKDAYS = '日一二三四五六'

/** An ISO date from a time in milliseconds or RFC 3339. */
export function shanghaiDate(at: number | string): string {
  return local(at).slice(0, 10)
}

/** `2021-06-14 09:32`. */
export function shanghaiMinute(at: number | string): string {
  return local(at).slice(0, 16).replace('T', ' ')
}

/** `09:32:05`. */
export function shanghaiSecond(at: number | string): string {
  return local(at).slice(11, 19)
}

/** `2021年6月14日` of an ISO date. */
export function chineseDate(date: string): string {
  const [year, month, day] = date.split('-').map(Number)
  return `${year}年${month}月${day}日`
}

/** `周一` of an ISO date. */
export function weekday(date: string): string {
  return `周${WEEKDAYS.charAt(new Date(`${date}T00:00:00Z`).getUTCDay())}`
}

/** In the form of RFC 3339; a time that never was stays as it is written, for people to see. */
function local(at: number | string): string {
  const date = new Date((typeof at === 'number' ? at : Date.parse(at)) + OFFSET_MS)
  return Number.isNaN(date.getTime()) ? String(at) : date.toISOString()
}
