/** What bears a paper of the office's own out, spouse by spouse, or what is still awaited for it. */
import { NO_LONGER_STANDS } from '../casework/pledges'
import type { Case, LookUp, Pledge } from '../domain/case'
import type { Basis } from '../domain/facts'
import type { Folded } from '../domain/orders'
import { SPOUSES, type Spouse } from '../domain/people'

const CITY = '50' // what the population system knows; other places' residents pledge instead (R04)
const TO_BE_VERIFIED = ['unverified', 'verifying', 'unreachable']

/** `sign`, `verify` and `ask-office` are done at this desk; of the others nobody here has to do anything. */
export type Awaited = 'sign' | 'verify' | 'second-person' | 'look-up' | 'ask-office' | 'township'

/** What was found out about one spouse, as the population system or their own verified pledge has it. */
export interface Grounds {
  spouse: Spouse
  basis: Basis
  at: string
  marital: string // a code, as `first-marriage`
  children: number
}

export function isOfTheCity(found: Case, spouse: Spouse): boolean {
  return found[spouse].hukou.area.startsWith(CITY)
}

/** The pledge of a spouse that counts: one that was verified, or the latest that was not taken back. */
function standingPledge({ pledges }: Case, spouse: Spouse): Pledge | undefined {
  const theirs = pledges.filter((one) => one.spouse === spouse && !NO_LONGER_STANDS.includes(one.status))
  return theirs.find(({ status }) => status === 'consistent') ?? theirs.at(-1)
}

export function isToBeVerified({ status }: Pledge): boolean {
  return TO_BE_VERIFIED.includes(status)
}

export function lastLookUp({ lookups }: Case, spouse: Spouse): LookUp | undefined {
  return lookups.findLast((one) => one.spouse === spouse)
}

/** What is awaited before anything can be said of a spouse; empty when something can. */
export function awaited(found: Case, spouse: Spouse): Awaited | '' {
  return isOfTheCity(found, spouse)
    ? ofLookUp(lastLookUp(found, spouse))
    : ofPledge(standingPledge(found, spouse))
}

function ofPledge(pledge: Pledge | undefined): Awaited | '' {
  if (!pledge) return 'sign'
  if (isToBeVerified(pledge)) return 'verify'
  if (pledge.status === 'consistent') return ''
  return pledge.status === 'disputed' ? 'second-person' : 'township'
}

function ofLookUp(lookup: LookUp | undefined): Awaited | '' {
  if (!lookup) return 'look-up'
  if (lookup.result === 'consistent') return ''
  const [inquiry] = lookup.inquiries
  if (!inquiry) return 'ask-office'
  return lookup.inquiries.some(({ corrected }) => corrected) ? 'look-up' : 'township'
}

/** Of each spouse about whom something was found out; `records` are those of the case. */
export function groundsOf(found: Case, records: readonly Folded[]): Grounds[] {
  return SPOUSES.filter((spouse) => awaited(found, spouse) === '').flatMap((spouse) => {
    const isLookedUp = isOfTheCity(found, spouse)
    const name = (isLookedUp ? lastLookUp(found, spouse) : standingPledge(found, spouse))?.id
    const said = records.find(({ _id }) => _id === name)
    if (said?.type !== 'lookup' && said?.type !== 'pledge') return []
    const { marital, children, at } = said
    return [{ spouse, basis: isLookedUp ? 'lookup' : 'pledge', at, marital, children }]
  })
}
