/** A pledge is verified question by question: what is asked next, and what may come of what was tried. */
import type { Pledge } from '../domain/case'
import type { FactBodies } from '../domain/facts'

/** What is asked for to reach an office, as the form and the sheet that is checked call it. */
export const REACHED_BY = {
  phone: 'verifying.contact',
  letter: 'verifying.address',
  other: 'verifying.reached',
} as const

type Result = FactBodies['conclusion']['result']
export type Way = 'phone' | 'letter' | 'reply' | 'other' | 'conclude'
export type Step = 'way' | 'office' | 'answered' | 'said' | 'result' | 'evidence' | 'look'

export interface VerifyingForm {
  step: Step
  way: Way | ''
  office: string
  contact: string
  answered: boolean | null
  person: string
  content: string
  result: Result | ''
  evidence: string
}

type Attempts = Pick<Pledge, 'attempts'>
type Tried = Attempts['attempts'][number]

const CALLS_IN_VAIN = 2
// Papers are Chinese, and so is what stands in their records.
const SENT = '已寄出核实函'
export const AS_PLEDGED = '情况属实'

export function emptyVerifying(): VerifyingForm {
  const words = { office: '', contact: '', person: '', content: '', evidence: '' }
  return { step: 'way', way: '', answered: null, result: '', ...words }
}

/** The questions of one thing that was done, in their order. */
export function stepsOf({ way, answered, result }: VerifyingForm): Step[] {
  switch (way) {
    case 'letter':
      return ['way', 'office', 'look']
    case 'reply':
      return ['way', 'office', 'said', 'look']
    case 'conclude':
      return result === 'false' ? ['way', 'result', 'evidence', 'look'] : ['way', 'result', 'look']
    default:
      return answered ? ['way', 'office', 'answered', 'said', 'look'] : ['way', 'office', 'answered', 'look']
  }
}

/** The one after the step that is open (`by` 1) or before it (-1); the same where there is none. */
export function stepBeside(form: VerifyingForm, by: 1 | -1): Step {
  const steps = stepsOf(form)
  return steps[steps.indexOf(form.step) + by] ?? form.step
}

const isOut = ({ method, answered }: Tried) => method === 'letter' && !answered
const isReply = ({ method, answered }: Tried) => method === 'letter' && answered

/** Letters that nobody has answered. */
export function isLetterOut({ attempts }: Attempts): boolean {
  return attempts.filter(isOut).length > attempts.filter(isReply).length
}

/** What the attempts so far speak for: who answers no call twice is written to. */
export function proposed({ attempts }: Attempts): Way {
  if (attempts.some(({ answered }) => answered)) return 'conclude'
  if (isLetterOut({ attempts })) return 'reply'
  return attempts.length >= CALLS_IN_VAIN ? 'letter' : 'phone'
}

/** Which conclusions the attempts bear. */
export function resultsOf({ attempts }: Attempts): Result[] {
  const answered = attempts.filter((one) => one.answered).length
  const found: Result[] = answered ? ['consistent', 'false'] : []
  return attempts.length - answered >= CALLS_IN_VAIN ? [...found, 'unreachable'] : found
}

/** Whether the number is the one that the applicant left: nobody is asked to bear himself out. */
export function isApplicants(contact: string, phone: string): boolean {
  const digits = (text: string) => text.replace(/\D/g, '')
  return digits(phone) !== '' && digits(contact) === digits(phone)
}

/** Whether the step that is open is answered; `phone` is what the applicant left. */
export function isStepDone(form: VerifyingForm, pledge: Attempts, phone: string): boolean {
  const { step, way, office, contact, answered, person, content, result, evidence } = form
  const filled = (...texts: string[]) => texts.every((text) => text.trim() !== '')
  switch (step) {
    case 'way':
      return way !== ''
    case 'office':
      return filled(office, contact) && !isApplicants(contact, phone)
    case 'answered':
      return answered !== null
    case 'said':
      return filled(person, content)
    case 'result':
      return result !== '' && resultsOf(pledge).includes(result)
    case 'evidence':
      return filled(evidence)
    case 'look':
      return true
  }
}

/** The attempt as it is written down. */
export function attemptOf(form: VerifyingForm, pledge: string): FactBodies['verification'] {
  const { way, office, contact, person, content } = form
  const isAnswered = way === 'reply' || (way !== 'letter' && form.answered === true)
  return {
    pledge,
    method: way === 'phone' || way === 'other' ? way : 'letter',
    office: office.trim(),
    contact: contact.trim(),
    answered: isAnswered,
    person: isAnswered ? person.trim() : '',
    content: isAnswered ? content.trim() : way === 'letter' ? SENT : '',
  }
}
