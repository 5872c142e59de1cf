/**
 * The hand-over slip in the QR of a notice or a receipt: what another office needs to carry a case on.
 *
 * It is signed by the device that printed it, and holds no name and no identity number: the couple show their cards
 * again, and a check says whether they are the couple of the case. The members are those of `schema/slip.py`.
 */
import { sha256 } from './bytes'
import type { Case } from './case'
import type { DistrictKeys } from './districtKeys'
import type { FactBodies } from './facts'
import type { Guide } from './guides'
import { readCertificateNumber } from './numbers'
import { demandableKeys, showableKeys } from './rules'
import { shanghaiDate } from './shanghai'
import {
  type Bytes,
  dayAt,
  daysSince1970,
  faultOn,
  momentAt,
  ofKinds,
  type Payload,
  readSigned,
  type Signed,
} from './sign1'

export type SlipFault = 'not-a-slip' | 'unknown-key' | 'altered' | 'expired-credential'

/** Not a slip, or one that nobody vouches for. */
export class BadSlip extends Error {
  constructor(readonly why: SlipFault) {
    super(why)
  }
}

export interface Slip {
  case: string
  item: string
  guide: string
  missing: Bytes // bits over the sorted keys of the guide
  shown: Bytes
  issuedAt: string
  check: Bytes
  fence: number
  caseNo: string
  acceptedAt: string
  workingDays: number
  dueOn: string
  code: string // what the page of where a case stands asks for
  certNo: string // of the certificate in force; empty for none
  device: string
}

const CHECK_BYTES = 8

/** The first bytes of a hash over a case and both identity numbers. */
export async function coupleCheck(caseId: string, one: string, other: string): Promise<Bytes> {
  return (await sha256([caseId, ...[one, other].sort()].join('\n'))).slice(0, CHECK_BYTES)
}

/** Of a case as it is folded, at the moment (ms) the paper is printed. */
export async function slipPayload(found: Case, guide: Guide, ms: number, code: string): Promise<Payload> {
  const { acceptedAt, caseNo, workingDays, dueOn, husband, wife } = found
  const due = dueOn ? daysSince1970(dueOn) : 0
  const told = found.notices.at(-1)?.missing.map(({ key }) => key) ?? []
  const issued = found.certificates.findLast((one) => !one.void)
  const ifIssued: [number, unknown][] = issued ? [[11, issued.certNo]] : []
  return new Map<number, unknown>([
    [1, found.id],
    [2, found.item],
    [3, found.guide.split(':').at(-1)],
    [4, keyBits(demandableKeys(guide), told)],
    [5, keyBits(showableKeys(guide), found.shown)],
    [6, Math.ceil(ms / 1000)], // what is written by it comes after it
    [7, await coupleCheck(found.id, husband.idNo, wife.idNo)],
    [8, found.fence],
    [9, acceptedAt ? [caseNo, seconds(acceptedAt), workingDays, due] : []],
    [10, code],
    ...ifIssued,
  ])
}

/** Throws `BadSlip`. */
export async function readSlip(text: string, districtKeys: DistrictKeys): Promise<Slip> {
  const signed = await readSigned(text, districtKeys).catch(notASlip)
  if (signed.fault) throw new BadSlip(signed.fault === 'unknown-key' ? 'unknown-key' : 'altered')
  const slip = slipOf(signed)
  const day = shanghaiDate(slip.issuedAt)
  if (!/^\d{4}-/.test(day)) return notASlip() // here the year 10000 begins eight hours earlier
  if (faultOn(signed, day)) throw new BadSlip('expired-credential')
  return slip
}

function slipOf({ payload, device }: Signed): Slip {
  try {
    const [id, item, version, missing, shown, at, check, fence, accepted, code] = ofKinds(
      payload,
      'text',
      'text',
      'text',
      'bytes',
      'bytes',
      'integer',
      'bytes',
      'integer',
      'list',
      'text',
    )
    const [caseNo, acceptedAt, workingDays, due] = acceptedMembers(accepted)
    return {
      case: id,
      item,
      guide: `guide:${item}:${version}`,
      missing,
      shown,
      issuedAt: momentAt(at),
      check,
      fence,
      caseNo,
      acceptedAt: caseNo && momentAt(acceptedAt),
      workingDays,
      dueOn: due ? dayAt(due) : '',
      code,
      certNo: issuedMember(payload),
      device,
    }
  } catch {
    return notASlip()
  }
}

function acceptedMembers(accepted: unknown[]) {
  const values = accepted.length ? accepted : ['', 0, 0, 0]
  if (values.length !== 4) throw new RangeError('not what is said of an acceptance')
  const members: Payload = new Map(values.map((value, n) => [n + 1, value]))
  return ofKinds(members, 'text', 'integer', 'integer', 'integer')
}

function issuedMember(payload: Payload): string {
  const certNo = payload.get(11) ?? ''
  if (typeof certNo !== 'string') throw new TypeError('member 11 is no text')
  if (certNo) readCertificateNumber(certNo)
  return certNo
}

function notASlip(): never {
  throw new BadSlip('not-a-slip')
}

/** The members of a continuation that its slip gives, in the form that a fact has them. */
export function saidBy(slip: Slip, guide: Guide) {
  const { item, fence, caseNo, acceptedAt, workingDays, dueOn } = slip
  const missing: FactBodies['continuation']['missing'] = heldKeys(demandableKeys(guide), slip.missing).map(
    (key) => ({ key, reason: 'not-brought' }),
  )
  const shown = heldKeys(showableKeys(guide), slip.shown)
  return {
    item,
    guide: slip.guide,
    fence: fence + 1,
    missing,
    shown,
    caseNo,
    acceptedAt,
    workingDays,
    dueOn,
  }
}

/** Which of the sorted keys are held: the first is the lowest bit of the first byte; no zero bytes at the end. */
function keyBits(keys: Iterable<string>, held: readonly string[]): Bytes {
  const bits = [...keys].sort().map((key) => held.includes(key))
  const bytes = new Uint8Array(Math.ceil((bits.lastIndexOf(true) + 1) / 8))
  for (const [n, isHeld] of bits.entries()) {
    if (isHeld) bytes[n >> 3] = (bytes[n >> 3] ?? 0) | (1 << (n & 7))
  }
  return bytes
}

function heldKeys(keys: Iterable<string>, bits: Uint8Array): string[] {
  return [...keys].sort().filter((_, n) => ((bits[n >> 3] ?? 0) >> (n & 7)) & 1)
}

function seconds(time: string): number {
  return Math.floor(Date.parse(time) / 1000)
}
