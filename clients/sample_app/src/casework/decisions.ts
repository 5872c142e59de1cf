/** The township's decision. */
import type { FactBodies, FactOf } from '../domain/facts'
import type { Desk } from './desk'

type Refusal = Exclude<FactBodies['decision']['reason'], ''>

export function decisions(desk: Desk) {
  return {
    /** `appraisal` is what the medical appraisal of an ill child came to; empty when there was none. */
    grant(caseId: string, appraisal: FactBodies['decision']['appraisal'] = ''): Promise<FactOf<'decision'>> {
      return desk.write('decision', caseId, { granted: true, appraisal, reason: '', grounds: '' })
    },

    /** A refusal has a reason from the list, and its grounds in words. */
    refuse(caseId: string, reason: Refusal, grounds: string): Promise<FactOf<'decision'>> {
      const appraisal = reason === 'appraisal-not-eligible' ? 'not-eligible' : ''
      return desk.write('decision', caseId, { granted: false, appraisal, reason, grounds })
    },
  }
}
