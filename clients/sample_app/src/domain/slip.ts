/**
 * The hand-over slip in the QR of a notice or a receipt: what another office needs to carry a case on.
 *
 * It is signed by the device that printed it, and holds no name and no identity number: the couple show their cards
 * again, and a check says whether they are the couple of the case. The members are those of `schema/slip.py`.
 */
import type { Case } from './case'
import type { FactBodies } from './facts'
import type { Guide } from './guides'
import { demandableKeys, showableKeys } from './rules'
import { type Bytes, type Payload, readSigned, writeSigned } from './sign1'

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
  device: string
}

const CHECK_BYTES = 8
const DAY_SECONDS = 86_400
const IS_OF_ITS_TYPE: readonly ((value: unknown) => boolean)[] = [
  isText,
  isText,
  isText,
  isBytes,
  isBytes,
  Number.isSafeInteger,
  isBytes,
  Number.isSafeInteger,
  Array.isArray,
  isText,
]

/** The first bytes of a hash over a case and both identity numbers. */
export async function coupleCheck(caseId: string, one: string, other: string): Promise<Bytes> {
  const text = new TextEncoder().encode([caseId, ...[one, other].sort()].join('\n'))
  return new Uint8Array(await crypto.subtle.digest('SHA-256', text)).slice(0, CHECK_BYTES)
}

/** Of a case as it is folded, at the moment (ms) the paper is printed. */
export async function slipPayload(found: Case, guide: Guide, ms: number, code: string): Promise<Payload> {
  const { acceptedAt, caseNo, workingDays, dueOn, husband, wife } = found
  const due = dueOn ? seconds(`${dueOn}T00:00:00Z`) / DAY_SECONDS : 0
  const told = found.notices.at(-1)?.missing.map(({ key }) => key) ?? []
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
  ])
}

/** The base32 text. */
export function writeSlip(payload: Payload, credential: Uint8Array, deviceKey: CryptoKey): Promise<string> {
  return writeSigned(payload, credential, deviceKey)
}

/** `districtKeys`: key id in hexadecimal → point. Throws `BadSlip`. */
export async function readSlip(text: string, districtKeys: ReadonlyMap<string, Bytes>): Promise<Slip> {
  const signed = await readSigned(text, districtKeys).catch(() => {
    throw new BadSlip('not-a-slip')
  })
  const said = Array.from({ length: IS_OF_ITS_TYPE.length }, (_, n) => signed.payload.get(n + 1))
  if (!IS_OF_ITS_TYPE.every((isOf, n) => isOf(said[n]))) throw new BadSlip('not-a-slip')
  if (signed.fault) throw new BadSlip(signed.fault)
  const [id, item, version, missing, shown, at, check, fence, accepted, code] = said as Said
  const day = Math.floor(at / DAY_SECONDS)
  if (day < signed.first || day > signed.last) throw new BadSlip('expired-credential')
  const [caseNo = '', acceptedAt = 0, workingDays = 0, due = 0] = accepted
  return {
    case: id,
    item,
    guide: `guide:${item}:${version}`,
    missing,
    shown,
    issuedAt: moment(at),
    check,
    fence,
    caseNo,
    acceptedAt: caseNo && moment(acceptedAt),
    workingDays,
    dueOn: due ? moment(due * DAY_SECONDS).slice(0, 10) : '',
    code,
    device: signed.device,
  }
}

type Accepted = [] | [caseNo: string, at: number, workingDays: number, due: number]
type Said = [string, string, string, Bytes, Bytes, number, Bytes, number, Accepted, string]

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

function moment(at: number): string {
  return new Date(at * 1000).toISOString()
}

function isText(value: unknown): boolean {
  return typeof value === 'string'
}

function isBytes(value: unknown): boolean {
  return value instanceof Uint8Array
}
