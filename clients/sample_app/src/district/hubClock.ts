/** The hub's clock, as its last answer told it: the days of the district are its days, not this computer's. */
import { ref } from 'vue'
import { shanghaiDate } from '../domain/shanghai'

const STORED = 'hub-ahead'
let ahead = Number(globalThis.sessionStorage?.getItem(STORED) ?? 0) // milliseconds

/** Today in Asia/Shanghai, an ISO date. */
export const today = ref(shanghaiDate(hubNow()))

/** In milliseconds. */
export function hubNow(): number {
  return Date.now() + ahead
}

/** `time` is RFC 3339, or empty where an answer told none. */
export function heardTime(time: string): void {
  if (time) ahead = Date.parse(time) - Date.now()
  sessionStorage.setItem(STORED, String(ahead))
  today.value = shanghaiDate(hubNow())
}
