/** They have come for something: that they came is written down, once a day, before it is done. */
import { useTablet } from '../tablet'
import { isUnnoted } from './afterIssue'

export function useComing() {
  const { work, today } = useTablet()
  async function noted(caseId: string): Promise<void> {
    if (isUnnoted(work.standing(caseId), today.date)) await work.comeBack(caseId)
  }
  return { noted }
}
