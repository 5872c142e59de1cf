/** What a couple at a window does to their case: they come, say, show, and go on at another office. */

import { type Case, type Declaration, declarationOf } from './case'
import type { Envelope, FactOf } from './facts'
import { same } from './logic'
import type { Couple } from './people'

type Declaring = Couple & { _id: string; at: string; replaces: string[] }
type Visit = Envelope & { purpose: string }

export function visit(folded: Case, { at, site, device, clerk, online, purpose }: Visit): void {
  folded.visits.push({ n: folded.visits.length + 1, at, site, device, clerk, online, purpose })
}

export function show(folded: Case, { _id, at, shown }: { _id: string; at: string; shown: string[] }): void {
  folded.ticks.push({ id: _id, at, shown: [...shown].sort() })
  look(folded)
}

/** Only in the ticks that its writer saw: what another tablet saw of the same paper still counts. */
export function untick(folded: Case, { of, keys }: { of: string[]; keys: string[] }): void {
  for (const tick of folded.ticks.filter(({ id }) => of.includes(id))) {
    tick.shown = tick.shown.filter((key) => !keys.includes(key))
  }
  look(folded)
}

function look(folded: Case): void {
  folded.shown = [...new Set(folded.ticks.flatMap(({ shown }) => shown))].sort()
}

/**
 * The newest declaration stands, unless another one replaced the same and says otherwise. Then the facts before
 * both stand, until a person has seen both and declares anew: what two tablets did not know of each other is never
 * used against the couple.
 */
export function declare(folded: Case, fact: Declaring): void {
  const { declarations } = folded
  declarations.push(declarationOf(fact, fact.replaces))
  const replaced = declarations.flatMap(({ replaces }) => replaces)
  const heads = declarations.filter(({ id }) => !replaced.includes(id))
  const newest = heads.at(-1)
  const differ = heads.some(({ declared }) => !same(declared, newest?.declared))
  folded.conflict = differ ? heads.map(({ id }) => id) : []
  const before = ({ id, replaces }: Declaration) =>
    !replaces.length || heads.every((head) => head.replaces.includes(id))
  const standing = differ ? declarations.filter(before).at(-1) : newest
  Object.assign(folded, standing?.declared)
}

/** Another office goes on by a slip. What the slip says counts until it arrives by itself. */
export function carryOn(folded: Case, fact: FactOf<'continuation'>): void {
  const { _id, at, site, fence, missing, caseNo, acceptedAt, workingDays, dueOn } = fact
  Object.assign(folded, { heldBy: site, fence })
  visit(folded, { ...fact, purpose: caseNo ? 'collect' : 'supplement' })
  show(folded, fact)
  if (missing.length && !folded.notices.length) {
    folded.notices.push({ id: _id, n: 1, at, missing, change: '', printed: true })
  }
  if (caseNo && !folded.acceptedAt) {
    Object.assign(folded, { acceptance: _id, acceptedAt, caseNo, workingDays, dueOn })
  }
  const replaced = folded.declarations.flatMap(({ replaces }) => replaces)
  const heads = folded.declarations.map(({ id }) => id).filter((id) => !replaced.includes(id))
  declare(folded, { ...fact, replaces: heads })
}
