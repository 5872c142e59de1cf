/** Acceptance: the case has its number and the office its time limit. */
import { dueOn } from '../domain/calendar'
import type { Case } from '../domain/case'
import type { FactOf } from '../domain/facts'
import { caseNumber } from '../domain/numbers'
import type { Desk } from './desk'

export function acceptance(desk: Desk) {
  const { device, ledger, reference } = desk.parts
  return {
    /** Accept a case of which nothing is missing. The day it is due stays empty where a year's working days are unknown. */
    accept(caseId: string): Promise<FactOf<'acceptance'>> {
      return desk.write('acceptance', caseId, (today) => {
        const found = desk.standing(caseId, 'draft')
        return { caseNo: numberOf(found, today), ...promise(found, today) }
      })
    },
  }

  function promise(found: Case, today: string) {
    const workingDays = reference.workingDays(desk.guideOf(found))
    return { workingDays, dueOn: dueOn(reference.calendars, today, workingDays) }
  }

  function numberOf({ item }: Case, today: string): string {
    const numbered = (serial: number) => caseNumber(item, device.device, today, serial)
    return numbered(ledger.acceptedLike(numbered(1)) + 1)
  }
}
