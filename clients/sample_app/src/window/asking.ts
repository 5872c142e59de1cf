/** Another office is asked about a look-up that did not fit: question by question. */
import type { FactBodies } from '../domain/facts'

export type AskingStep = 'office' | 'said' | 'corrected' | 'look'

export interface AskingForm {
  step: AskingStep
  office: string
  contact: string
  person: string
  content: string
  corrected: boolean | null
}

const STEPS: readonly AskingStep[] = ['office', 'said', 'corrected', 'look']

export function emptyAsking(): AskingForm {
  return { step: 'office', office: '', contact: '', person: '', content: '', corrected: null }
}

export function askingBeside({ step }: AskingForm, by: 1 | -1): AskingStep {
  return STEPS[STEPS.indexOf(step) + by] ?? step
}

export function isAskingStepDone({ step, office, contact, person, content, corrected }: AskingForm): boolean {
  if (step === 'office') return office.trim() !== '' && contact.trim() !== ''
  if (step === 'said') return person.trim() !== '' && content.trim() !== ''
  return step !== 'corrected' || corrected !== null
}

/** As it is written down. */
export function inquiryOf(form: AskingForm, lookup: string): FactBodies['inquiry'] {
  const { office, contact, person, content, corrected } = form
  const said = { person: person.trim(), content: content.trim(), corrected: corrected === true }
  return { lookup, office: office.trim(), contact: contact.trim(), ...said }
}
