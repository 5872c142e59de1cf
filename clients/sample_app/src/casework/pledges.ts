/** The 承诺书 of spouses whose hukou is elsewhere, and what the office does to verify it (R04). */

import type { Case } from '../domain/case'
import type { FactBodies, FactOf } from '../domain/facts'
import type { Spouse } from '../domain/people'
import { declaredFacts, pledgeWanted } from '../domain/rules'
import type { Desk } from './desk'

/** Taken back, or an honest error: another one can be signed. */
export const NO_LONGER_STANDS: readonly string[] = ['withdrawn', 'corrected']

export function pledges(desk: Desk) {
  const { declines } = desk.parts
  return {
    mayPledge,

    /** The spouses who are asked for a pledge and have neither signed nor declined it. */
    pledgesOpen(found: Case): Spouse[] {
      return mayPledge(found).filter((spouse) => !declines.has(found.id, spouse))
    },

    pledge(caseId: string, pledge: Omit<FactBodies['pledge'], 'text'>): Promise<FactOf<'pledge'>> {
      return desk.write('pledge', caseId, () => {
        const { text } = desk.guideOf(desk.standing(caseId)).pledge
        return { ...pledge, text }
      })
    },

    /** Not a fact: this tablet asks no more. */
    declinePledge(caseId: string, spouse: Spouse): Promise<void> {
      return declines.add(caseId, spouse)
    },

    /** Whoever signed takes it back, before anybody has begun to verify it. */
    withdrawPledge(caseId: string, pledge: string): Promise<FactOf<'pledge-withdrawal'>> {
      return desk.write('pledge-withdrawal', caseId, { pledge })
    },

    /** A call that was made, a letter that was sent or answered. */
    verify(caseId: string, verification: FactBodies['verification']): Promise<FactOf<'verification'>> {
      return desk.write('verification', caseId, verification)
    },

    /** What the calls and letters came to. That a pledge is false counts once a second person has confirmed it. */
    conclude(caseId: string, conclusion: FactBodies['conclusion']): Promise<FactOf<'conclusion'>> {
      return desk.write('conclusion', caseId, conclusion)
    },

    /** The second person's word on a pledge that was found false. */
    confirm(caseId: string, confirmation: FactBodies['confirmation']): Promise<FactOf<'confirmation'>> {
      return desk.write('confirmation', caseId, confirmation)
    },
  }

  /** Of whom a pledge is wanted and none stands: who declined may still sign. */
  function mayPledge(found: Case): Spouse[] {
    const standing = found.pledges.filter(({ status }) => !NO_LONGER_STANDS.includes(status))
    const signed = standing.map(({ spouse }) => spouse)
    return pledgeWanted(desk.guideOf(found), declaredFacts(found)).filter(
      (spouse) => !signed.includes(spouse),
    )
  }
}
