/** A certificate that is about to be made void: which, why, and what keeps it from being written. */
import type { Case } from '../domain/case'
import { OVERTAKEN } from '../domain/caseEffects'
import type { FactOf, VoidReason } from '../domain/facts'
import type { Folded } from '../domain/orders'

export interface VoidForm {
  certNo: string
  why: VoidReason | ''
  grounds: string
}

export const emptyVoid = (): VoidForm => ({ certNo: '', why: '', grounds: '' })

/** Those that people can still make void. */
export function voidable({ certificates }: Case): Case['certificates'] {
  return certificates.filter((one) => ['', OVERTAKEN].includes(one.void))
}

/** For a false pledge only where two people found one (R04). */
export function voidReasonsFor({ pledges }: Case): VoidReason[] {
  const isFalse = pledges.some(({ status }) => status === 'false')
  return [
    'clerical-error',
    'applicant-asks',
    ...(isFalse ? (['false-pledge'] as const) : []),
    'duplicate',
    'block-stolen',
    'other',
  ]
}

/** Who asked for it, and in what words. */
export function requestsOf(records: readonly Folded[], certNo: string): FactOf<'void-request'>[] {
  return records.filter((one) => one.type === 'void-request').filter((one) => one.certNo === certNo)
}

/** The form with what was asked for, where nothing has been filled in yet. */
export function asRequested(form: VoidForm, certNo: string, records: readonly Folded[]): void {
  form.certNo ||= certNo
  const [request] = requestsOf(records, form.certNo)
  if (!request || form.why || form.grounds) return
  form.why = request.why
  form.grounds = request.grounds
}

/** What is missing; empty when nothing is. Words are wanted where the reason says nothing. */
export function hindranceOfVoid({ certNo, why, grounds }: VoidForm): 'certificate' | 'why' | 'grounds' | '' {
  if (!certNo) return 'certificate'
  if (!why) return 'why'
  return why === 'other' && !grounds.trim() ? 'grounds' : ''
}
