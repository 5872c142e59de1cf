/** Where in the issue a case stands: which screen comes next. */

import { inForce } from '../casework/certificates'
import type { Case } from '../domain/case'
import type { Spouse } from '../domain/people'
import { shanghaiDate } from '../domain/shanghai'
import { toReplace } from './afterIssue'
import { back, go, type ScreenName } from './route'

export interface Step {
  screen: ScreenName
  detail?: string
}

/** `asked`: the spouses who have still to answer for a pledge. */
export function stepOf(found: Case, asked: readonly Spouse[]): Step {
  switch (found.state) {
    case 'accepted':
      if (asked[0]) return { screen: 'pledge', detail: asked[0] }
      return { screen: waitsForTheOffice(found) ? 'accepted' : 'issue' }
    case 'in-review':
    case 'granted':
    case 'refused':
      return { screen: 'accepted' }
    case 'issued':
      return { screen: stepOfIssued(found) }
    case 'closed':
    case 'withdrawn':
      return { screen: 'case' }
    default:
      return { screen: 'materials' }
  }
}

/** What is in force is printed and delivered; of what is not, its case says what can be done. */
function stepOfIssued(found: Case): ScreenName {
  const certificate = inForce(found)
  if (!certificate || toReplace(found)) return 'case'
  if (!certificate.printed) return 'issue'
  const isNobodyThere = found.delivery === 'mail' || found.decision !== null // the couple went home before it was decided
  return isNobodyThere ? 'delivery' : 'handover'
}

/** Go to where the case stands, in place of the screen that is open. */
export function goOn(found: Case, asked: readonly Spouse[]): void {
  const { screen, detail = '' } = stepOf(found, asked)
  go(screen, found.id, { detail, replace: true })
}

/** One of the office's own duties is done: on to the certificate or the township's word, else back to the work. */
export function workDone(found: Case): void {
  const isReady = found.state === 'accepted' && !waitsForTheOffice(found)
  if (isReady) go('issue', found.id, { replace: true })
  else if (found.state === 'in-review') go('accepted', found.id, { replace: true })
  else back()
}

/** Accepted, and the certificate must wait for what the office itself obtains. */
export function waitsForTheOffice({ state, homework }: Case): boolean {
  return state === 'accepted' && homework.some(({ blocking, done }) => blocking && !done)
}

const LOOKED_AT = ['in-review', 'granted', 'refused', 'closed'] // by the clerk, without the couple

/** A couple told what is missing has gone home; a case half done today (ISO date) is still the same visit. */
export function isNewVisit(found: Case, today: string): boolean {
  if (found.channel === 'online' || LOOKED_AT.includes(found.state) || waitsForTheOffice(found)) return false
  const last = found.visits.at(-1)
  return found.state === 'notified' || !last || shanghaiDate(last.at) < today
}
