/**
 * The state of a case: a fold over its facts by the table in `case_machine.json`.
 *
 * A fact the table does not allow, or whose guard fails, has no effect; it is listed as a violation, for people
 * to see. Facts may arrive in any order from several tablets: they are folded in the order of their times.
 */
import machine from '../../../../schema/case_machine.json'
import { same } from './logic'
import { declaredFacts, missing, pledgeWanted } from './rules'
import type { Case, CaseState, Fact, FactOf, FactType, Guide } from './types'

interface Row {
  on: string
  from: string[]
  to: string
  guards: { name: string; rule: string }[]
}

const ROWS: readonly Row[] = machine.rows

/** The rule named by a violation when the table has no row for the fact. */
export const OUT_OF_ORDER = 'order'

/** By time, then device, then the device's own sequence, then id: the same whatever order they came in. */
export function inOrder<F extends Fact>(facts: Iterable<F>): F[] {
  return [...facts].sort(
    (left, right) =>
      compare(left.at, right.at) ||
      compare(left.device, right.device) ||
      left.seq - right.seq ||
      compare(left._id, right._id),
  )
}

function compare(left: string, right: string): number {
  return left < right ? -1 : Number(left > right)
}

/**
 * The state of one case. `guides` maps guide document ids to guides.
 * Undefined as long as the application or its guide is not here yet.
 */
export function fold(facts: Iterable<Fact>, guides: ReadonlyMap<string, Guide>): Case | undefined {
  const ordered = inOrder(facts)
  const application = ordered.find((fact) => fact.type === 'application')
  const guide = application && guides.get(application.guide)
  if (!application || !guide) return undefined
  const folded = opened(application)
  for (const fact of ordered) apply(folded, fact, guide)
  folded.missing = stillMissing(folded, guide)
  return folded
}

function opened(application: FactOf<'application'>): Case {
  return {
    id: application.case,
    item: application.item,
    guide: application.guide,
    channel: application.channel,
    site: application.site,
    state: 'none',
    caseNo: '',
    openedAt: application.at,
    acceptedAt: '',
    issuedAt: '',
    closedAt: '',
    husband: application.husband,
    wife: application.wife,
    sameBooklet: application.sameBooklet,
    shown: [],
    missing: [],
    visits: [],
    notices: [],
    pledges: [],
    certificates: [],
    violations: [],
  }
}

function apply(folded: Case, fact: Fact, guide: Guide): void {
  const violated = (rule: string) => folded.violations.push({ fact: fact._id, rule, state: folded.state })
  const row = ROWS.find(({ on, from }) => on === fact.type && from.includes(folded.state))
  if (!row) {
    violated(OUT_OF_ORDER)
    return
  }
  for (const guard of row.guards) {
    if (!passes(guard.name, folded, fact, guide)) {
      violated(guard.rule)
      return
    }
  }
  folded.state = (row.to || folded.state) as CaseState
  const effect = EFFECTS[fact.type] as ((folded: Case, fact: Fact) => void) | undefined
  effect?.(folded, fact)
}

function stillMissing(folded: Case, guide: Guide) {
  return missing(guide, declaredFacts(folded), folded.shown)
}

type Keyed = readonly { key: string }[]

function isWithin(inner: Keyed, outer: Keyed): boolean {
  return inner.every(({ key }) => outer.some((other) => other.key === key))
}

type Guard = (folded: Case, fact: never, guide: Guide) => boolean

const GUARDS: Record<string, Guard> = {
  'something-is-missing': (folded, _fact, guide) => stillMissing(folded, guide).length > 0,
  'nothing-is-missing': (folded, _fact, guide) => stillMissing(folded, guide).length === 0,
  'names-all-that-is-missing': (folded, fact: FactOf<'notice'>, guide) => {
    const all = stillMissing(folded, guide)
    return isWithin(fact.missing, all) && isWithin(all, fact.missing)
  },
  'adds-nothing-to-the-first': (folded, fact: FactOf<'notice'>) => {
    const [first] = folded.notices
    return !first || isWithin(fact.missing, first.missing)
  },
  'pledge-is-wanted': (folded, fact: FactOf<'pledge'>, guide) =>
    pledgeWanted(guide, declaredFacts(folded)).includes(fact.spouse),
  'is-for-this-couple': (folded, fact: FactOf<'certificate'>) =>
    fact.item === folded.item && same(fact.husband, folded.husband) && same(fact.wife, folded.wife),
  'hands-over-what-was-issued': (folded, fact: FactOf<'handover'>) =>
    folded.certificates.some(({ certNo }) => certNo === fact.certNo),
}

function passes(name: string, folded: Case, fact: Fact, guide: Guide): boolean {
  const guard = GUARDS[name]
  if (!guard) throw new Error(`the table names a guard that is not here: ${name}`)
  return guard(folded, fact as never, guide)
}

const EFFECTS: { [T in FactType]?: (folded: Case, fact: FactOf<T>) => void } = {
  visit(folded, { at, site, device, clerk, online, purpose }) {
    folded.visits.push({ n: folded.visits.length + 1, at, site, device, clerk, online, purpose })
  },
  materials(folded, { shown }) {
    folded.shown = [...new Set([...folded.shown, ...shown])].sort()
  },
  notice(folded, { _id, n, at, missing: entries }) {
    folded.notices.push({ id: _id, n, at, missing: entries, printed: false })
  },
  pledge(folded, { _id, spouse, at }) {
    folded.pledges.push({ id: _id, spouse, at, status: 'unverified' })
  },
  acceptance(folded, { caseNo, at }) {
    folded.caseNo = caseNo
    folded.acceptedAt = at
  },
  certificate(folded, { _id, certNo, issuedOn, at, online, token }) {
    folded.issuedAt = at
    folded.certificates.push({ id: _id, certNo, issuedOn, at, online, token, printed: false })
  },
  printing(folded, { of }) {
    for (const paper of [...folded.notices, ...folded.certificates]) {
      if (paper.id === of) paper.printed = true
    }
  },
  handover(folded, { at }) {
    folded.closedAt = at
  },
}
