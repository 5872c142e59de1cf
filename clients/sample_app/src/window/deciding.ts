/** The township's answer to an application as it is being filled in, and what keeps it from being given. */
import type { Case } from '../domain/case'
import type { FactBodies } from '../domain/facts'
import { watchedWord } from '../domain/fold'

type Decision = FactBodies['decision']
export type RefusalReason = Exclude<Decision['reason'], ''>

export interface DecisionForm {
  answer: '' | 'grant' | 'refuse'
  appraisal: Decision['appraisal']
  reason: Decision['reason']
  grounds: string
}

export type Hindrance =
  | 'answer'
  | 'homework'
  | 'appraisal'
  | 'not-eligible'
  | 'reason'
  | 'grounds'
  | 'watched'

export function emptyDecision(): DecisionForm {
  return { answer: '', appraisal: '', reason: '', grounds: '' }
}

/** What a refusal of this case can be for: what did not happen in it is no reason. */
export function reasonsFor({ reason, pledges }: Case): RefusalReason[] {
  const reasons: RefusalReason[] = ['not-eligible']
  if (reason === 'sick-child') reasons.push('appraisal-not-eligible')
  if (pledges.some(({ status }) => status === 'false')) reasons.push('pledge-false')
  return [...reasons, 'certificate-in-force']
}

/** Why the decision cannot be written as it stands; empty when it can. */
export function hindranceOf(form: DecisionForm, found: Case): Hindrance | '' {
  if (!form.answer) return 'answer'
  return form.answer === 'grant' ? againstGranting(form, found) : againstRefusing(form)
}

/** A decision that the medical appraisal of a child is not eligible for cannot be a grant (R29). */
function againstGranting({ appraisal }: DecisionForm, { state, reason }: Case): Hindrance | '' {
  if (state === 'accepted') return 'homework'
  if (reason !== 'sick-child') return ''
  if (!appraisal) return 'appraisal'
  return appraisal === 'eligible' ? '' : 'not-eligible'
}

function againstRefusing({ reason, grounds }: DecisionForm): Hindrance | '' {
  if (!reason) return 'reason'
  if (!grounds.trim()) return 'grounds'
  return watchedWord(grounds) ? 'watched' : ''
}
