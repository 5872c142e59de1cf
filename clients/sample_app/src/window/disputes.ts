/** A pledge that one person called false, with what it was called so for, and what a second may say to it. */
import type { Case, Pledge } from '../domain/case'
import type { FactBodies, FactOf } from '../domain/facts'
import { inOrder } from '../domain/fold'
import type { Folded } from '../domain/orders'

export interface Dispute {
  pledge: Pledge
  said: FactOf<'pledge'> | undefined
  attempts: FactOf<'verification'>[] // the first first
  conclusion: FactOf<'conclusion'> | undefined
}

export type WordOnIt = 'agree' | 'corrected' | 'back'

export const WORDS_ON_IT: Record<WordOnIt, Omit<FactBodies['confirmation'], 'conclusion'>> = {
  agree: { agrees: true, corrected: false },
  corrected: { agrees: true, corrected: true },
  back: { agrees: false, corrected: false },
}

/** Undefined when nobody waits for a second word on it any more. */
export function disputeOf(found: Case, records: readonly Folded[], id: string): Dispute | undefined {
  const pledge = found.pledges.find((one) => one.id === id && one.status === 'disputed')
  if (!pledge) return undefined
  const ordered = inOrder(records)
  return {
    pledge,
    said: ordered.filter((one) => one.type === 'pledge').find(({ _id }) => _id === id),
    attempts: ordered.filter((one) => one.type === 'verification').filter((one) => one.pledge === id),
    conclusion: ordered
      .filter((one) => one.type === 'conclusion')
      .find(({ _id }) => _id === pledge.conclusion?.id),
  }
}

/** Called false by one person, and not yet looked at by a second. */
export function disputed({ pledges }: Case): Pledge[] {
  return pledges.filter(({ status }) => status === 'disputed')
}
