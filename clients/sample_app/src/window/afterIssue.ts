/** What became of a certificate once it was issued, and what can be done about it at this window now. */
import { inForce } from '../casework/certificates'
import type { Case, IssuedCertificate } from '../domain/case'
import { OVERTAKEN } from '../domain/caseEffects'
import { isWrong } from '../domain/caseGuards'
import { readCertificateNumber } from '../domain/numbers'
import { shanghaiDate } from '../domain/shanghai'

/** What a list says of a case besides its state. */
export type Mark = 'void' | 'lost' | 'wrong' | 'void-asked' | 'reissued'

/** The large buttons, the likeliest first. */
export type Way = 'reissue' | 'hand-over' | 'print' | 'spoiled' | 'lost' | 'mend' | 'deliver' | 'ask-void'

/** What somebody made void can be issued anew where the couple are to have one, and have no other. */
const REISSUED_AFTER = ['', 'clerical-error', 'spoiled', 'block-stolen', 'other']
const UNDER_WAY = ['accepted', 'in-review', 'granted']

/** The one in force, or the last that was. */
export function latest(found: Case): IssuedCertificate | undefined {
  return inForce(found) ?? found.certificates.at(-1)
}

export function markOf(found: Case): Mark | '' {
  const certificate = latest(found)
  if (!certificate) return ''
  if (certificate.void) return 'void'
  if (certificate.lost) return 'lost'
  if (isWrong(found, certificate.certNo)) return 'wrong'
  if (isVoidAsked(found, certificate.certNo)) return 'void-asked'
  return certificate.supersedes ? 'reissued' : ''
}

export function isVoidAsked({ voidRequests }: Case, number: string): boolean {
  return voidRequests.some(({ certNo }) => certNo === number)
}

/** The number whose place another can take now; undefined for none. Two people found a false pledge for good (R04). */
export function toReplace(found: Case): string | undefined {
  const certificate = latest(found)
  if (!certificate || hasPledgedFalsely(found) || !REISSUED_AFTER.includes(whyNone(found, certificate)))
    return undefined
  const { certNo, lost } = certificate
  return certificate.void || lost || isWrong(found, certNo) ? certNo : undefined
}

/** Where nothing replaces a void certificate here, what does. */
export function wayAfterVoid(found: Case): 'other-stays' | 'false-pledge' | 'apply-anew' | '' {
  const certificate = latest(found)
  const why = certificate ? whyNone(found, certificate) : ''
  if (hasPledgedFalsely(found) || why === 'false-pledge') return why ? 'false-pledge' : ''
  if (why === 'duplicate' || why === 'overtaken') return 'other-stays'
  return why === 'applicant-asks' ? 'apply-anew' : ''
}

/** Why none is in force: of one that another office's came before, what became of that one. */
function whyNone({ id, certificates, duplicates }: Case, certificate: IssuedCertificate): string {
  if (certificate.void !== OVERTAKEN) return certificate.void
  const first = certificates.findLast((one) => one.void !== OVERTAKEN)
  const isOfOneCase = duplicates.every(
    ({ certNo, otherCase }) => certNo !== first?.certNo || otherCase === id,
  )
  const hasGivenWay = first?.void === 'duplicate' && isOfOneCase // the township chose this one of the two
  return hasGivenWay ? 'other' : (first?.void ?? '')
}

function hasPledgedFalsely({ pledges }: Case): boolean {
  return pledges.some(({ status }) => status === 'false')
}

export function waysOn(found: Case, offered: readonly string[]): Way[] {
  const certificate = inForce(found)
  const ways: [Way, boolean][] = [
    ['reissue', toReplace(found) !== undefined],
    ...(certificate ? ofOneInForce(found, certificate) : []),
    ['mend', found.issuedAt !== '' && canBeMended(found)],
    ['deliver', hasDelivery(found, offered)],
    ['ask-void', certificate !== undefined && !isVoidAsked(found, certificate.certNo)],
  ]
  return ways.filter(([, isOpen]) => isOpen).map(([way]) => way)
}

function ofOneInForce(found: Case, { certNo, handedOver, lost }: IssuedCertificate): [Way, boolean][] {
  const isGood = !lost && !isWrong(found, certNo)
  return [
    ['hand-over', isGood && !handedOver],
    ['print', isGood],
    ['spoiled', isGood && !handedOver],
    ['lost', isGood],
  ]
}

/** A name or an address can be put right as long as one may be issued on it. */
function canBeMended(found: Case): boolean {
  const certificate = latest(found)
  return certificate !== undefined && !hasPledgedFalsely(found) && REISSUED_AFTER.includes(certificate.void)
}

/** Where there is something to choose or to send. */
function hasDelivery(found: Case, offered: readonly string[]): boolean {
  const isAhead = UNDER_WAY.includes(found.state) || found.state === 'issued'
  return found.mailings.length > 0 || found.delivery === 'mail' || (isAhead && offered.length > 1)
}

/** The tablet that gave a number: it alone can say that the sheet was spoiled. */
export function deviceOf(certNo: string): string {
  return readCertificateNumber(certNo).device
}

/** They are at the window, and nobody has written down yet that they came on this day (ISO date). */
export function isUnnoted({ visits }: Case, today: string): boolean {
  const last = visits.at(-1)
  return !last || shanghaiDate(last.at) < today
}
