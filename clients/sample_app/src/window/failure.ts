/** What could not be done, in a sentence for the clerk. */
import { showToast } from 'vant/es/toast'
import { HeldElsewhere, IssuedBefore, NotVouchedFor } from '../casework/certificates'
import { CopiedTablet, DateNotConfirmed, NoLongerPossible, NoNumberLeft } from '../casework/desk'
import { NotAllowed } from '../casework/factWriter'
import { WithoutGrounds } from '../casework/proofs'
import { sentenceOf } from '../domain/violations'
import { HubRefusal, HubUnreachable } from '../hub/api'
import { SignedOut } from '../hub/atHub'
import { say, t } from '../i18n'
import { PlaceTaken } from '../local/ledger'
import { NoRoom, NoSealingKey } from '../local/sealedPapers'
import { NoPicture } from './photograph'

/** Of something the clerk wanted to be done. */
export function tellFailure(error: unknown): void {
  tell(error, explain(error))
}

/** Of something that nobody was waiting for. */
export function tellUnexpected(error: unknown): void {
  tell(error, t('error.unexpected', { reason: reasonOf(error) }))
}

export function explain(error: unknown): string {
  if (error instanceof IssuedBefore) return t('listed.title', { month: error.month })
  if (error instanceof HeldElsewhere) return t('held.title')
  if (error instanceof NotVouchedFor) return t('notVouched.title')
  if (error instanceof WithoutGrounds) return t('error.withoutGrounds')
  if (error instanceof NoLongerPossible) return whyNot(error)
  if (error instanceof NoNumberLeft) return t('error.noNumbers')
  if (error instanceof PlaceTaken) return t('gone.cutShort')
  if (error instanceof CopiedTablet) return t('receipt.copied')
  if (error instanceof DateNotConfirmed) return t('issue.confirmWhy')
  if (error instanceof SignedOut) return t('atHub.signedOut')
  if (error instanceof HubRefusal) {
    return t('atHub.refused', { reason: say({ zh: error.chinese ?? error.message, en: error.message }) })
  }
  if (error instanceof NoRoom) return t('copy.noRoom')
  if (error instanceof NoSealingKey) return t('copy.noKey')
  if (error instanceof NoPicture) return t('copy.noPicture')
  if (error instanceof HubUnreachable) return t('enrol.unreachable')
  if (isOfRoom(error)) return t('error.noRoom')
  return t('error.notSaved', { reason: reasonOf(error) })
}

/** As the browser says it, or PouchDB of it. */
function isOfRoom(error: unknown): boolean {
  return /quota/i.test(`${(error as Error)?.name} ${reasonOf(error)}`)
}

/** Of a sign-in that did not succeed. */
export function explainSignIn(error: unknown): string {
  if (!(error instanceof HubRefusal)) {
    console.error(error)
    return t('enrol.unreachable')
  }
  if (error.code === 'unauthorized') return t('enrol.wrongPassword')
  if (error.code === 'suspended') return t('enrol.suspended')
  if (error.code === 'too_many_requests') return t('enrol.wait')
  return t('enrol.refused', { reason: error.message })
}

/** The rule that forbids it, or that the case has moved on. */
function whyNot({ cause }: NoLongerPossible): string {
  const broken = cause instanceof NotAllowed && sentenceOf(cause.fact.type, cause.rule)
  return broken ? say(broken) : t('error.movedOn')
}

function tell(error: unknown, message: string): void {
  console.error(error)
  showToast({ message, duration: 5000, wordBreak: 'break-all' })
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
