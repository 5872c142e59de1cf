/** How it stands with what couples lost who stand at another office than the one that issued it. */

import type { Case } from '../domain/case'
import type { FactOf } from '../domain/facts'
import type { Named } from '../domain/people'
import type { Cases, Task } from '../known/cases'
import { inForce } from './certificates'

type Known = Pick<Cases, 'all' | 'tasks' | 'wishes' | 'wishesOver' | 'recordsOf'>

/** `waits`: the district has not answered; `sent`: the office that issued it was asked. */
export type WishState = 'waits' | 'none' | 'sent' | 'over'

const SITE_DIGITS = 12

/** The office that took a wish down, by the wish's id. */
export function siteOfWish(id: string): string {
  return id.split(':')[1]?.slice(0, SITE_DIGITS) ?? ''
}

/** What the office that issued it is asked to do. */
export function askedFor(cases: Pick<Cases, 'tasks'>, wish: string): Task | undefined {
  return cases.tasks.get(`task:reissue:${wish}`)
}

export function sentTo(cases: Pick<Cases, 'tasks'>, wish: string): string {
  return cases.tasks.get(`task:reissue-sent:${wish}`)?.to ?? ''
}

/** Of a wish that was taken down here. */
export function stateOfWish(wish: FactOf<'reissue-wish'>, cases: Known): WishState {
  const { _id, item, at } = wish
  if (cases.wishesOver.has(_id)) return 'over'
  if (sentTo(cases, _id)) return 'sent'
  if (!cases.tasks.has(`task:no-certificate:${_id}`)) return 'waits'
  const isTheirs = (found: Case) => found.item === item && coupleOf(found) === coupleOf(wish)
  return [...cases.all.values()].some((found) => isTheirs(found) && found.openedAt > at) ? 'over' : 'none'
}

/** Those that somebody here has still to hear or to say something about, the first first. */
export function wishesLeft(cases: Known): { wish: FactOf<'reissue-wish'>; state: WishState }[] {
  return [...cases.wishes.values()]
    .map((wish) => ({ wish, state: stateOfWish(wish, cases) }))
    .filter(({ state }) => state === 'waits' || state === 'none')
    .sort((left, right) => (left.wish.at < right.wish.at ? -1 : 1))
}

/** What was asked of this office for a case, until another certificate is on its way or handed over. */
export function askedOf(found: Case, cases: Pick<Known, 'tasks' | 'wishesOver' | 'recordsOf'>): Task[] {
  return [...cases.tasks.values()].filter(
    (task) =>
      task.kind === 'reissue' &&
      task.case === found.id &&
      !cases.wishesOver.has(task.wish ?? '') &&
      !isDone(found, task, cases),
  )
}

/** Whether another stands in the place of the one that was lost. */
export function isReissued(found: Case, task: Task): boolean {
  const certificate = inForce(found)
  return certificate !== undefined && certificate.certNo !== task.certNo
}

/** Once it is addressed, the list of what is to be mailed has it; where none is in force, a void notice says more. */
function isDone(found: Case, task: Task, cases: Pick<Known, 'recordsOf'>): boolean {
  const certificate = inForce(found)
  if (!certificate) return true
  if (!isReissued(found, task)) return false
  const isAddressed = cases
    .recordsOf(found.id)
    .some((one) => one.type === 'delivery' && one.method === 'mail' && one.at > certificate.at)
  return isAddressed || certificate.handedOver
}

/** Whose address is still needed here. */
export function addressesNeeded(cases: Known): Set<string> {
  const asked = [...cases.all.values()].flatMap((found) => askedOf(found, cases).map(({ wish = '' }) => wish))
  return new Set([...asked, ...wishesLeft(cases).map(({ wish }) => wish._id)])
}

function coupleOf({ husband, wife }: { husband: Named; wife: Named }): string {
  return [husband.idNo, wife.idNo].sort().join('\n')
}
