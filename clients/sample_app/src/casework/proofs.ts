/** What the office obtains itself, on a look-up or a verified pledge: proofs and the committee's opinion. */

import type { Case } from '../domain/case'
import type { Basis, FactBodies, FactOf } from '../domain/facts'
import type { Spouse } from '../domain/people'
import { SPOUSES } from '../domain/people'
import { declaredFacts, pledgeWanted } from '../domain/rules'
import { type Desk, NoLongerPossible } from './desk'

/** A paper that nothing bears out yet. */
export class WithoutGrounds extends NoLongerPossible {}

type StatusSaid = Pick<FactBodies['status-proof'], 'spouse' | 'marital' | 'children' | 'grounds'>

interface Grounds {
  basis: Basis
  of: string
}

export function proofs(desk: Desk) {
  return {
    /** Another office's answer about a look-up that did not fit: the offices settle it, never the applicants. */
    inquire(caseId: string, inquiry: FactBodies['inquiry']): Promise<FactOf<'inquiry'>> {
      return desk.write('inquiry', caseId, inquiry)
    },

    /** 婚育情况证明 of one spouse, with a number of its own, and why it says what was not verified or declared. */
    proveStatus(
      caseId: string,
      { spouse, marital, children, grounds: why = '' }: StatusSaid,
    ): Promise<FactOf<'status-proof'>> {
      return desk.write('status-proof', caseId, (today) => {
        const found = desk.standing(caseId)
        const isOutside = pledgeWanted(desk.guideOf(found), declaredFacts(found)).includes(spouse)
        const grounds = groundsOf(found, [spouse], isOutside ? 'pledge' : 'lookup')
        const number = desk.numberOn('status-proof', today)
        return {
          spouse,
          ...grounds,
          ...number,
          issuedOn: today,
          marital,
          children,
          ...(why && { grounds: why }),
        }
      })
    },

    /** How many children the two have in common. */
    proveChildren(caseId: string, common: number): Promise<FactOf<'children-proof'>> {
      return desk.write('children-proof', caseId, () => ({
        ...groundsOf(desk.standing(caseId), SPOUSES),
        common,
      }))
    },

    /** The committee's opinion, or an employer's that the couple chose to bring. */
    giveOpinion(caseId: string, opinion: Omit<FactBodies['opinion'], 'of'>): Promise<FactOf<'opinion'>> {
      return desk.write('opinion', caseId, () => {
        const found = desk.standing(caseId)
        const { basis } = opinion
        const of = basis === 'lookup' || basis === 'pledge' ? groundsOf(found, SPOUSES, basis).of : ''
        return { ...opinion, of }
      })
    },
  }
}

/** What bears a proof out: a look-up that agreed, or a pledge that was verified. Throws when there is neither. */
function groundsOf({ id, lookups, pledges }: Case, spouses: readonly Spouse[], only?: Basis): Grounds {
  const found: Grounds[] = [
    ...lookups
      .filter(({ result, spouse }) => result === 'consistent' && spouses.includes(spouse))
      .map((lookup) => ({ basis: 'lookup' as const, of: lookup.id })),
    ...pledges
      .filter(({ status, spouse }) => status === 'consistent' && spouses.includes(spouse))
      .map(({ conclusion }) => ({ basis: 'pledge' as const, of: conclusion?.id ?? '' })),
  ]
  const [first] = found.filter(({ basis }) => !only || basis === only)
  if (!first) throw new WithoutGrounds(`${id}: neither a look-up nor a verified pledge`)
  return first
}
