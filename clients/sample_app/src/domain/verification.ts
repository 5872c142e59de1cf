/** Is this certificate good? What can be judged with no network; the twin of `schema/verification.py`. */
import words from '../../../../schema/verification.json'
import type { DistrictKeys } from './districtKeys'
import { readCertificateNumber } from './numbers'
import { asOf, type RevocationsDocument, reasonAgainst } from './revocations'
import { NOT_COVERED } from './sign1'
import { BadSlip, readSlip, type SlipFault } from './slip'
import { NoToken, type ReadCertificate, readToken } from './token'

export type Reason = keyof typeof words.reasons
export type Status = keyof typeof words.statuses
export type Headline = (typeof words.statuses)[Status]

/** `shown` is what the token says, where the district's word stands for it; `asOf` tells how old the list is. */
export interface Judgement {
  reason: Reason
  shown: ReadCertificate | null
  asOf: string
}

const BEGINNING = '2KC' // in base32, of CBOR's tag 18 over a list of four

/** By why it is a bad one. */
const OF_A_SLIP: Record<SlipFault, Reason> = {
  'not-a-slip': 'not-a-certificate',
  altered: 'not-a-certificate',
  'unknown-key': 'unknown-key',
  'expired-credential': 'slip',
}

/** The answer, of the six, that a reason is one for. */
export function statusOf(reason: Reason): Status {
  return words.reasons[reason].status as Status
}

/** What stands above a reason: of its status, unless it has its own. */
export function headlineOf(reason: Reason): Headline {
  const said = words.reasons[reason]
  return 'headline' in said ? said.headline : words.statuses[statusOf(reason)]
}

/** The token in what a QR says: it stands there as the end of an address. */
export function tokenIn(text: string): string {
  return text.trim().split('/').at(-1)?.toUpperCase() ?? ''
}

/** A number as it was typed: with spaces, in small or in full-width letters. */
export function numberIn(text: string): string {
  return text.normalize('NFKC').replace(/\s/g, '').toUpperCase()
}

/** `text` of a QR, or the token alone. `revocations` are documents that `areTheDistricts`. */
export async function judgeToken(
  text: string,
  keys: DistrictKeys,
  revocations: RevocationsDocument[],
  number = '',
): Promise<Judgement> {
  const token = tokenIn(text)
  try {
    const shown = await readToken(token, keys)
    return await judgeShown(shown, token, revocations, number)
  } catch (error) {
    if (!(error instanceof NoToken)) return judged(await reasonOfAnother(token, keys))
    return judged(token.startsWith(BEGINNING) ? 'truncated' : 'not-a-token')
  }
}

async function judgeShown(
  shown: ReadCertificate,
  token: string,
  revocations: RevocationsDocument[],
  number: string,
): Promise<Judgement> {
  const { fault, device } = shown
  if (fault && !NOT_COVERED.includes(fault)) return judged(fault)
  if (number && numberIn(number) !== shown.number) return judged('other-number')
  if (fault) return judged(fault, shown)
  const told = asOf(revocations, device)
  if (!told) return judged('no-list', shown)
  const against = await reasonAgainst(revocations, readCertificateNumber(shown.number), token)
  return judged(against || 'signed', shown, told)
}

/** What can be said of a number alone. */
export async function judgeNumber(number: string, revocations: RevocationsDocument[]): Promise<Judgement> {
  try {
    const parts = readCertificateNumber(numberIn(number))
    const against = await reasonAgainst(revocations, parts, '')
    return judged(against || 'number-only', null, asOf(revocations, parts.device))
  } catch {
    return judged('not-a-number')
  }
}

/** Of what a device signed that is no certificate. */
async function reasonOfAnother(token: string, keys: DistrictKeys): Promise<Reason> {
  try {
    await readSlip(token, keys)
    return 'slip'
  } catch (error) {
    if (error instanceof BadSlip) return OF_A_SLIP[error.why]
    throw error
  }
}

function judged(reason: Reason, shown: ReadCertificate | null = null, told = ''): Judgement {
  return { reason, shown, asOf: told }
}
