/** Where in the issue a case stands: which screen comes next. */
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
