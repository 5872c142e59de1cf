/** Two certificates that one couple has, each with its case, as far as this tablet knows them. */
import type { Case } from '../domain/case'
import { openDuplicates } from '../domain/duplicates'

export interface Sheet {
  certNo: string
  caseId: string
  isHere: boolean // its case is on this tablet, where it can be made void
}

export interface Pair {
  id: string // of the hub's order that tells of it
  first: string // the number that was issued earlier
  sheets: readonly Sheet[] // the earlier first
}

/** Undefined when nobody has to say any more which stays. */
export function pairOf(found: Case, id: string, cases: ReadonlyMap<string, Case>): Pair | undefined {
  const twice = openDuplicates(found).find((one) => one.id === id)
  if (!twice) return undefined
  const { certNo, other, otherCase, keep } = twice
  const sheets = [
    { certNo, caseId: found.id, isHere: true },
    { certNo: other, caseId: otherCase, isHere: cases.has(otherCase) },
  ]
  return { id, first: keep, sheets: sheets.sort((one) => (one.certNo === keep ? -1 : 1)) }
}
