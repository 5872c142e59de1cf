/** Where in the issue a case stands: which screen comes next. */
import { shanghaiDate } from './domain/shanghai'
import type { Case } from './domain/types'
import type { ScreenName } from './route'

export function screenOf(found: Case): ScreenName {
  switch (found.state) {
    case 'accepted':
      return 'issue'
    case 'issued':
    case 'closed':
      return found.certificates.some(({ printed }) => printed) ? 'handover' : 'issue'
    default:
      return 'materials'
  }
}

/** A couple told what is missing has gone home; a case half done today (ISO date) is still the same visit. */
export function isNewVisit(found: Case, today: string): boolean {
  const last = found.visits.at(-1)
  return found.state === 'notified' || !last || shanghaiDate(last.at) !== today
}
