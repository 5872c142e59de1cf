/**
 * The state of a case: a fold over its facts and orders by the table in `case_machine.json`.
 *
 * Facts are a tablet's, orders are the hub's; both are folded alike, in the order of their times, whatever order
 * they arrived in. One that the table does not allow, or whose guard fails, has no effect; it is listed as a
 * violation, for people to see.
 */
import machine from '../../../../schema/case_machine.json'
import { type Case, type CaseState, carriedOn, opened } from './case'
import { EFFECTS, isBehindAnother } from './caseEffects'
import { GUARDS, homeworkIsDone, type Law } from './caseGuards'
import type { FactOf } from './facts'
import type { Guide } from './guides'
import { same } from './logic'
import type { Copy, Folded, OrderOf } from './orders'
import { declaredFacts, homework, missing, newerGuides } from './rules'
import { shanghaiDate } from './shanghai'

interface Row {
  on: string
  when?: Record<string, unknown>
  from: string[]
  to: string
  guards: { name: string; rule: string }[]
}

const ROWS: readonly Row[] = machine.rows

/** The rule named by a violation when the table has no row for the fact. */
export const OUT_OF_ORDER = 'order'

const WATCHED = ['流动人口', '户籍地', '外地户口'] // words in remarks that somebody should look at (R05)
const REMARKS = ['content', 'evidence', 'grounds']

/** By time, then device (the hub before all), then the device's own sequence, then id. */
export function inOrder<F extends Folded>(facts: Iterable<F>): F[] {
  return [...facts].sort(
    (left, right) =>
      compare(left.at, right.at) ||
      compare(deviceOf(left), deviceOf(right)) ||
      seqOf(left) - seqOf(right) ||
      compare(left._id, right._id),
  )
}

function compare(left: string, right: string): number {
  return left < right ? -1 : Number(left > right)
}

function deviceOf(fact: Folded): string {
  return 'device' in fact ? fact.device : ''
}

function seqOf(fact: Folded): number {
  return 'seq' in fact ? fact.seq : 0
}

/**
 * The state of one case. `guides` maps guide document ids to guides; newer ones than the case's own can only lift
 * demands. Undefined as long as the application or its guide is not here yet.
 */
export function fold(facts: Iterable<Folded | Copy>, guides: ReadonlyMap<string, Guide>): Case | undefined {
  const ordered = inOrder([...facts].map((fact) => (fact.type === 'copy' ? fact.fact : fact)))
  const folded = beginning(ordered)
  const pinned = folded && guides.get(folded.guide)
  if (!folded || !pinned) return undefined
  const newer = newerGuides(guides, pinned)
  let law: Law = [pinned]
  for (const fact of ordered) {
    law = [pinned, ...inEffect(newer, fact.at)]
    apply(folded, fact, law)
  }
  const now = declaredFacts(folded)
  folded.missing = missing(law, now, folded.shown)
  folded.homework = homework(pinned, now).map((one) => ({ ...one, done: folded.done.includes(one.by) }))
  return folded
}

function beginning(ordered: Folded[]): Case | undefined {
  const application = ordered.find(isApplication)
  if (application) return opened(application)
  const continuation = ordered.find((fact) => fact.type === 'continuation')
  return continuation && carriedOn(continuation)
}

function isApplication(fact: Folded): fact is FactOf<'application'> | OrderOf<'application'> {
  return fact.type === 'application'
}

function inEffect(guides: Guide[], at: string): Guide[] {
  return guides.filter(({ effectiveFrom }) => effectiveFrom <= shanghaiDate(at))
}

function apply(folded: Case, fact: Folded, law: Law): void {
  if (hasWatchedWord(fact)) folded.remarks.push(fact._id)
  const row = rowFor(folded, fact)
  const rule = ruleOf(row, folded, fact, law)
  if (!row || rule) {
    folded.violations.push({ fact: fact._id, rule, state: folded.state })
    return
  }
  folded.state = (row.to || folded.state) as CaseState
  EFFECTS[fact.type]?.(folded, fact as never)
  const isReady = folded.state === 'accepted' && law[0].decision === 'township'
  if (isReady && homeworkIsDone(folded, fact, law)) folded.state = 'in-review'
}

/** The rule by which a fact that is yet to be written would have no effect on its case; empty when it would. */
export function ruleAgainst(folded: Case, fact: Folded, guides: ReadonlyMap<string, Guide>): string {
  const pinned = guides.get(folded.guide)
  if (!pinned) return OUT_OF_ORDER
  const law: Law = [pinned, ...inEffect(newerGuides(guides, pinned), fact.at)]
  const rule = ruleOf(rowFor(folded, fact), folded, fact, law)
  return rule || (fact.type === 'certificate' && isBehindAnother(folded, fact) ? 'R37' : '')
}

function rowFor(folded: Case, fact: Folded): Row | undefined {
  return ROWS.find((row) => isFor(row, folded, fact))
}

/** The rule that the fact breaks; empty when it breaks none. */
function ruleOf(row: Row | undefined, folded: Case, fact: Folded, law: Law): string {
  if (!row) return OUT_OF_ORDER
  return row.guards.find(({ name }) => !passes(name, folded, fact, law))?.rule ?? ''
}

function hasWatchedWord(fact: Folded): boolean {
  const members = fact as unknown as Record<string, unknown>
  const remarks = REMARKS.map((name) => String(members[name] ?? ''))
  return remarks.some((text) => watchedWord(text) !== '')
}

/** The first word in a remark that nobody may be turned away with; empty when there is none. */
export function watchedWord(text: string): string {
  return WATCHED.find((word) => text.includes(word)) ?? ''
}

function isFor({ on, when = {}, from }: Row, folded: Case, fact: Folded): boolean {
  const members = fact as unknown as Record<string, unknown>
  return (
    on === fact.type &&
    (from.includes(folded.state) || from[0] === '*') &&
    Object.entries(when).every(([name, value]) => same(members[name], value))
  )
}

function passes(name: string, folded: Case, fact: Folded, law: Law): boolean {
  const guard = GUARDS[name]
  if (!guard) throw new Error(`the table names a guard that is not here: ${name}`)
  return guard(folded, fact as never, law)
}
