/** What was taken down of a couple wrongly is put right; a paper that was shown of one child is none of another. */
import type { Case } from '../domain/case'
import { otherChildren } from '../domain/caseGuards'
import type { Couple, Whom } from '../domain/people'
import type { Desk } from './desk'
import { intake } from './intake'

export function amending(desk: Desk) {
  const { declare, untick } = intake(desk)
  return {
    async amend(caseId: string, couple: Couple): Promise<void> {
      const keys = papersOfOthers(desk.standing(caseId), couple)
      if (keys.length) await untick(caseId, keys)
      await declare(caseId, couple)
    },
  }
}

/** Keys of papers that were shown of children who do not stand in their places any more. */
export function papersOfOthers(found: Case, after: Couple): string[] {
  const others = otherChildren(found, after)
  return found.shown.filter((key) => others.some((child) => isOf(key, child)))
}

/** Whose paper a key of the list is, or a part of one. */
export function isOf(key: string, whom: Whom): boolean {
  return key.split('/')[0]?.endsWith(`:${whom}`) === true
}
