/**
 * What must hold for a fact to have its effect, by the names the case table uses. Each is pure.
 *
 * A guard sees the case as it stands, the fact, and the guides in effect on its day, the case's own first.
 */

import { type Case, siteOf, type Tick } from './case'
import type { Fact, FactOf } from './facts'
import type { Guide } from './guides'
import { same } from './logic'
import type { Order } from './orders'
import { type Child, type Couple, SPOUSES, type Spouse, type Whom } from './people'
import { copiedKeys, declaredFacts, homework, missing, pledgeWanted } from './rules'

export type Law = readonly [Guide, ...Guide[]]
type Guard = (folded: Case, fact: never, law: Law) => boolean
type Keyed = readonly { key: string }[]

function stillMissing(folded: Case, law: Law) {
  return missing(law, declaredFacts(folded), folded.shown)
}

/** What was looked at since the last notice, or since the case began. */
export function ticksSinceTold({ notices, ticks }: Case): Tick[] {
  const told = notices.at(-1)?.at ?? ''
  return ticks.filter(({ at }) => at > told)
}

function isWithin(inner: Keyed, outer: Keyed): boolean {
  return inner.every(({ key }) => outer.some((other) => other.key === key))
}

/** Who wrote it: the clerk who signed, or whom the hub wrote it for. */
export function author(fact: Fact | Order): string {
  return 'clerk' in fact ? fact.clerk : fact.by
}

/** Whether a look-up or a verified pledge of one of `spouses` bears a proof out. */
function isVerified(folded: Case, basis: string, of: string, spouses: readonly Spouse[]): boolean {
  if (basis === 'lookup') {
    const found = folded.lookups.find(({ id }) => id === of)
    return found?.result === 'consistent' && spouses.includes(found.spouse)
  }
  return (
    basis === 'pledge' &&
    folded.pledges.some(
      ({ status, conclusion, spouse }) =>
        status === 'consistent' && conclusion?.id === of && spouses.includes(spouse),
    )
  )
}

/** Whether nothing of the office's own is left that the certificate or the decision must wait for. */
export function homeworkIsDone(folded: Case, _fact: unknown, law: Law): boolean {
  const blocking = homework(law[0], declaredFacts(folded)).filter((one) => one.blocking)
  return blocking.every(({ by }) => folded.done.includes(by))
}

function certificateOf(folded: Case, number: string) {
  return folded.certificates.find(({ certNo }) => certNo === number)
}

/** The office itself says that it wrote it wrongly. */
export function isWrong({ voidRequests }: Pick<Case, 'voidRequests'>, number: string): boolean {
  return voidRequests.some(({ certNo, why }) => certNo === number && why === 'clerical-error')
}

function isInForce(folded: Case, { certNo }: { certNo: string }): boolean {
  return certificateOf(folded, certNo)?.void === ''
}

type Named = Pick<Couple, 'husband' | 'wife' | 'children'>

function isCouple(one: Named, other: Named): boolean {
  return (['husband', 'wife', 'children'] as const).every((member) => same(one[member], other[member]))
}

/** After acceptance a name may be put right, not who the couple are or what any condition looks at. */
export function changesNothingAsked(before: Couple, after: Couple): boolean {
  const isWho = (spouse: Spouse) =>
    before[spouse].idNo === after[spouse].idNo && before[spouse].hukou.area === after[spouse].hukou.area
  return (
    same(declaredFacts(before), declaredFacts(after)) &&
    SPOUSES.every(isWho) &&
    otherChildren(before, after).length === 0
  )
}

/** The places at which no child stood before, or another one. */
export function otherChildren(before: Couple, after: Couple): Whom[] {
  return after.children.flatMap((child, n) => {
    const old = before.children[n]
    return old && isSameChild(old, child) ? [] : [`child-${n + 1}`]
  })
}

/** A name was misspelt, or a day mistaken; not both. */
function isSameChild(one: Child, other: Child): boolean {
  return one.name === other.name || one.bornOn === other.bornOn
}

const OPEN = ['unverified', 'verifying', 'unreachable']
const CALLS_IN_VAIN = 2
const WORDS = /[^ \t\r\n\u00a0\u3000]/ // each language has its own idea of blanks; this is the twins'
const FALSE = ['pledge-false', 'false-pledge'] // why something is refused, why a certificate is void

export const GUARDS: Record<string, Guard> = {
  'replaces-what-was-declared': (folded, { replaces }: FactOf<'declaration'>) =>
    replaces.every((name) => folded.declarations.some(({ id }) => id === name)),
  'changes-nothing-that-is-asked': (folded, fact: FactOf<'declaration'>) => changesNothingAsked(folded, fact),
  /** Whatever the certificate is void for: that two people found a pledge false is final. */
  'nobody-pledged-falsely': ({ pledges }) => pledges.every(({ status }) => status !== 'false'),
  'something-is-missing': (folded, _fact, law) => stillMissing(folded, law).length > 0,
  'nothing-is-missing': (folded, _fact, law) => stillMissing(folded, law).length === 0,
  /** A paper of which a notice says that it was shown can be asked for no more. */
  'no-notice-told-of-it': (folded, { of }: FactOf<'untick'>) =>
    of.every((name) => ticksSinceTold(folded).some(({ id }) => id === name)),
  'keeps-what-the-guide-keeps': (_folded, { kept }: FactOf<'copies'>, [guide]) =>
    kept.every(({ key }) => copiedKeys(guide).has(key)),
  'promises-what-the-guide-allows': (_folded, { workingDays }: FactOf<'acceptance'>, [guide]) =>
    Math.min(guide.workingDays, 1) <= workingDays && workingDays <= guide.workingDays,
  'names-all-that-is-missing': (folded, notice: FactOf<'notice'>, law) => {
    const all = stillMissing(folded, law)
    return isWithin(notice.missing, all) && isWithin(all, notice.missing)
  },
  'adds-nothing-without-a-change': (folded, notice: FactOf<'notice'>) => {
    const last = folded.notices.at(-1)
    if (!last) return true
    const isChanged = folded.declarations.some(({ id, at }) => id === notice.change && at > last.at)
    return isChanged || isWithin(notice.missing, last.missing)
  },
  'pledge-is-wanted': (folded, { spouse }: FactOf<'pledge'>, [guide]) =>
    pledgeWanted(guide, declaredFacts(folded)).includes(spouse),
  'pledger-is-trusted': (folded, fact: FactOf<'pledge'>) =>
    !folded.pledges.some(({ spouse, status }) => spouse === fact.spouse && status === 'false'),
  'pledge-is-untouched': (folded, fact: FactOf<'pledge-withdrawal'>) =>
    folded.pledges.some(({ id, status }) => id === fact.pledge && status === 'unverified'),
  'pledge-is-open': (folded, fact: FactOf<'verification' | 'conclusion'>) =>
    folded.pledges.some(({ id, status }) => id === fact.pledge && OPEN.includes(status)),
  /** By somebody, for a finding; in vain twice, to call them unreachable. */
  'was-answered': (folded, fact: FactOf<'conclusion'>) => {
    const attempts = folded.pledges.find(({ id }) => id === fact.pledge)?.attempts ?? []
    const answered = attempts.filter((attempt) => attempt.answered).length
    return fact.result === 'unreachable' ? attempts.length - answered >= CALLS_IN_VAIN : answered > 0
  },
  'false-has-its-evidence': (_folded, { result, evidence }: FactOf<'conclusion'>) =>
    result !== 'false' || evidence !== '',
  /** Whoever refuses or makes void for a false pledge needs one that two people found false. */
  'false-is-confirmed': (folded, fact: FactOf<'decision'> | FactOf<'void'>) =>
    !FALSE.includes(fact.type === 'void' ? fact.why : fact.reason) ||
    folded.pledges.some(({ status }) => status === 'false'),
  'is-a-second-person': (folded, fact: FactOf<'confirmation'>) =>
    folded.pledges.some(
      ({ status, conclusion }) =>
        status === 'disputed' && conclusion?.id === fact.conclusion && conclusion.by !== author(fact),
    ),
  'lookup-is-open': (folded, { lookup }: FactOf<'inquiry'>) =>
    folded.lookups.some(({ id, result }) => id === lookup && result !== 'consistent'),
  /** The population system knows residents of the city; of others only a verified pledge tells. */
  'status-has-its-basis': (folded, { basis, of, spouse }: FactOf<'status-proof'>, [guide]) => {
    const isOutside = pledgeWanted(guide, declaredFacts(folded)).includes(spouse)
    return basis === (isOutside ? 'pledge' : 'lookup') && isVerified(folded, basis, of, [spouse])
  },
  'children-have-their-basis': (folded, { basis, of }: FactOf<'children-proof'>) =>
    isVerified(folded, basis, of, SPOUSES),
  'opinion-has-its-basis': (folded, { basis, of, office, content, site }: FactOf<'opinion'>) => {
    if (basis === 'employer-paper') return true
    if (basis === 'phone') return office !== '' && content !== ''
    if (basis !== 'own-residents') return isVerified(folded, basis, of, SPOUSES)
    return SPOUSES.every((spouse) => folded[spouse].hukou.area === site.slice(0, 6))
  },
  'is-decided-by-a-township': (_folded, _fact, [guide]) => guide.decision === 'township',
  'needs-no-decision': (_folded, _fact, [guide]) => guide.decision === 'none',
  'homework-is-done': homeworkIsDone,
  'appraisal-allows': (folded, { appraisal }: FactOf<'decision'>) =>
    folded.reason !== 'sick-child' || appraisal === 'eligible',
  'refusal-has-a-reason': (_folded, { reason }: FactOf<'decision'>) => reason !== '',
  'refusal-has-grounds': (_folded, { grounds }: FactOf<'decision'>) => WORDS.test(grounds),
  /** As they are declared; in a case that two offices work on, as the writer's own office took them down. */
  'is-for-this-couple': (folded, fact: FactOf<'certificate'>) => {
    const own = folded.declarations.filter(({ id }) => siteOf(id) === fact.site).slice(-1)
    const known = folded.fence ? [folded, ...own.map(({ declared }) => declared)] : [folded]
    return fact.item === folded.item && known.some((declared) => isCouple(fact, declared))
  },
  'is-of-this-couple': (folded, fact: FactOf<'continuation'>) =>
    fact.guide === folded.guide && SPOUSES.every((spouse) => fact[spouse].idNo === folded[spouse].idNo),
  'nobody-went-on-before': (folded, { fence }: FactOf<'continuation'>) => fence === folded.fence + 1,
  'supersedes-nothing': (_folded, { supersedes }: FactOf<'certificate'>) => supersedes === '',
  /** Void, lost, or with a slip of the pen that the office owns up to: what takes its place makes it void. */
  'supersedes-one-that-failed': (folded, { supersedes }: FactOf<'certificate'>) => {
    const old = certificateOf(folded, supersedes)
    const isTaken = folded.certificates.some((one) => one.supersedes === supersedes)
    return old !== undefined && (old.void !== '' || old.lost || isWrong(folded, supersedes)) && !isTaken
  },
  'was-issued': (folded, { certNo }: FactOf<'void'>) => certificateOf(folded, certNo) !== undefined,
  'is-in-force': isInForce,
  'is-still-here': (folded, { certNo }: FactOf<'handover' | 'mailing'>) =>
    certificateOf(folded, certNo)?.handedOver === false,
  /** What is issued in another's place is mailed too: who lost one need not come for it again. */
  'delivery-is-offered': ({ channel, certificates }, { method }: FactOf<'delivery'>, [guide]) =>
    (guide.delivery[channel] ?? []).includes(method) ||
    (method === 'mail' && certificates.some(({ supersedes }) => supersedes)),
  'mail-was-chosen': ({ delivery }) => delivery === 'mail',
  'was-mailed': ({ mailings }, { certNo }: FactOf<'tracking'>) =>
    mailings.some((mailing) => mailing.certNo === certNo),
}
