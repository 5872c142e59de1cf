/** The committee's opinion: on what it can rest, and what is asked before it can be given. */
import type { Case } from '../domain/case'
import type { FactBodies } from '../domain/facts'
import { SPOUSES } from '../domain/people'
import type { Grounds } from './grounds'

export type OpinionBasis = FactBodies['opinion']['basis']
export type OpinionStep = 'basis' | 'call' | 'employer' | 'look'

export interface OpinionForm {
  step: OpinionStep
  basis: OpinionBasis | ''
  office: string
  content: string
}

export function emptyOpinion(): OpinionForm {
  return { step: 'basis', basis: '', office: '', content: '' }
}

const UNUSED = ['draft', 'notified', 'accepted'] // no certificate rests on it yet

/** Whether one that was given may be given again: the later one counts. */
export function mayGiveAgain({ state }: Case): boolean {
  return UNUSED.includes(state)
}

/** As the one before says it, to be put right. */
export function opinionAgain({ basis, office, content }: FactBodies['opinion']): OpinionForm {
  return { step: 'basis', basis, office, content }
}

const BASES: readonly OpinionBasis[] = ['pledge', 'lookup', 'own-residents', 'phone']

/** All there are, that which can be used now first; what the couple brought themselves is theirs to choose (R33). */
export function basesOf(
  found: Case,
  grounds: readonly Grounds[],
  site: string,
): { basis: OpinionBasis; isOff: boolean }[] {
  const own = BASES.map((basis) => ({ basis, isOff: !isBorneOut(basis, found, grounds, site) }))
  const ready = [...own.filter(({ isOff }) => !isOff), ...own.filter(({ isOff }) => isOff)]
  const employer = { basis: 'employer-paper' as const, isOff: false }
  return found.opinionFrom === 'employer' ? [employer, ...ready] : [...ready, employer]
}

function isBorneOut(basis: OpinionBasis, found: Case, grounds: readonly Grounds[], site: string): boolean {
  if (basis === 'phone') return true
  if (basis !== 'own-residents') return grounds.some((one) => one.basis === basis)
  return SPOUSES.every((spouse) => found[spouse].hukou.area === site.slice(0, 6))
}

export function opinionSteps({ basis }: OpinionForm): OpinionStep[] {
  if (basis === 'phone') return ['basis', 'call', 'look']
  return basis === 'employer-paper' ? ['basis', 'employer', 'look'] : ['basis', 'look']
}

export function isOpinionStepDone({ step, basis, office, content }: OpinionForm): boolean {
  const isFilled = office.trim() !== '' && content.trim() !== ''
  if (step === 'call' || step === 'employer') return isFilled
  return basis !== ''
}

/** The step beside the open one; the same where there is none. */
export function opinionBeside(form: OpinionForm, by: 1 | -1): OpinionStep {
  const steps = opinionSteps(form)
  return steps[steps.indexOf(form.step) + by] ?? form.step
}

/** As it is written down; what it rests on is found by the casework. */
export function opinionOf({
  basis,
  office,
  content,
}: OpinionForm): Omit<FactBodies['opinion'], 'of'> | undefined {
  if (!basis) return undefined
  const names = basis === 'phone' || basis === 'employer-paper'
  return { basis, office: names ? office.trim() : '', content: content.trim() }
}
