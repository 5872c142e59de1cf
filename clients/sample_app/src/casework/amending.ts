/** What was taken down of a couple wrongly is put right; a paper that was shown of one child is none of another. */
import type { Case } from '../domain/case'
import type { Child, Couple, Whom } from '../domain/people'
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

/** The places at which no child stood before, or another one. */
export function otherChildren(before: Couple, after: Couple): Whom[] {
  return after.children.flatMap((child, n) => {
    const old = before.children[n]
    return old && isSameChild(old, child) ? [] : [`child-${n + 1}`]
  })
}

/** Whose paper a key of the list is, or a part of one. */
export function isOf(key: string, whom: Whom): boolean {
  return key.split('/')[0]?.endsWith(`:${whom}`) === true
}

/** A name was misspelt, or a day mistaken. */
function isSameChild(one: Child, other: Child): boolean {
  return one.name === other.name || one.bornOn === other.bornOn
}
