/** Reads the signed token of a certificate, as `schema/token.py` does: by the district's public keys alone. */
import { decode, encode } from 'cborg'
import { fromBase32 } from './base32'
import { readCertificateNumber } from './numbers'
import { isSignedBy } from './publicKey'
import { CREDENTIAL, ES256, SIGN1_TAG, toBeSigned } from './token'

type Bytes = Uint8Array<ArrayBuffer>
type Members = Map<number, unknown>

/** Signed by whomever, but it is no certificate that says so much. */
export class BadToken extends Error {}

/** Nothing that somebody signed, or not the whole of it. */
export class NoToken extends BadToken {}

export type Fault =
  | ''
  | 'unknown-key'
  | 'other-algorithm'
  | 'credential-signature'
  | 'certificate-signature'
  | 'other-device'
  | 'before-credential'
  | 'after-credential'

/** What a token says. `fault` is empty when the signatures hold and the credential covered the day. */
export interface ReadCertificate {
  number: string
  device: string
  issuedOn: string // ISO date
  people: string[] // husband, his masked id, wife, her masked id
  keyId: string // of the district key that the credential names
  fault: Fault
}

const KEY_ID = 4
const DAY_MS = 86_400_000

/** `districtKeys`: key id in hexadecimal → point. Throws `NoToken` or `BadToken` where there is nothing to check. */
export async function readToken(token: string, districtKeys: Map<string, Bytes>): Promise<ReadCertificate> {
  const signed = refusing(NoToken, () => opened(token))
  try {
    return await read(signed, districtKeys)
  } catch (error) {
    throw new BadToken('not a certificate’s token', { cause: error })
  }
}

function refusing<T>(kind: typeof BadToken, attempt: () => T): T {
  try {
    return attempt()
  } catch (error) {
    throw new kind('not a token, or not the whole of one', { cause: error })
  }
}

/** Protected header, payload and signature. */
function opened(token: string): unknown[] {
  const [tag, ...message] = fromBase32(token)
  if (tag !== SIGN1_TAG) throw new RangeError('another tag')
  const parts = decoded(Uint8Array.from(message))
  if (!Array.isArray(parts) || parts.length !== 4) throw new RangeError('not four parts')
  const [header, open, payload, signature] = parts
  if (members(open).size) throw new RangeError('something that nobody signed')
  return [header, payload, signature]
}

async function read(signed: unknown[], districtKeys: Map<string, Bytes>): Promise<ReadCertificate> {
  const [header, content] = signed.slice(0, 2).map((part) => members(decoded(bytes(part)))) as [
    Members,
    Members,
  ]
  const credential = decoded(bytes(header.get(CREDENTIAL))) as unknown[]
  const [vouching, vouched] = [credential[0], credential[2]].map((part) => members(decoded(bytes(part)))) as [
    Members,
    Members,
  ]
  const number = text(content, 1)
  const { device } = readCertificateNumber(number)
  const day = integer(content, 2)
  const people = [3, 4, 5, 6].map((name) => text(content, name))
  for (const name of [7, 8]) integer(content, name)
  const days = { device: text(vouched, 2), last: integer(vouched, 3), first: integer(vouched, 4) }
  bytes(vouched.get(1))
  const keyId = hex(vouching.get(KEY_ID))
  const districtPoint = districtKeys.get(keyId)
  const fault = districtPoint
    ? await faultOf([header, vouching], signed, credential, vouched, districtPoint)
    : 'unknown-key'
  const issuedOn = new Date(day * DAY_MS).toISOString().slice(0, 10)
  return { number, device, issuedOn, people, keyId, fault: fault || notCovered(device, day, days) }
}

/** Whether both signatures hold: the district's over the credential, the device's over the certificate. */
async function faultOf(
  headers: Members[],
  [header, payload, signature]: unknown[],
  [vouching, , vouchedFor, vouchingSignature]: unknown[],
  vouched: Members,
  districtPoint: Bytes,
): Promise<Fault> {
  if (headers.some((one) => one.get(1) !== ES256)) return 'other-algorithm'
  const ofDistrict = toBeSigned(bytes(vouching), bytes(vouchedFor))
  if (!(await isSignedBy(districtPoint, bytes(vouchingSignature), ofDistrict))) return 'credential-signature'
  const ofDevice = toBeSigned(bytes(header), bytes(payload))
  const holds = await isSignedBy(bytes(vouched.get(1)), bytes(signature), ofDevice)
  return holds ? '' : 'certificate-signature'
}

/** Whether the credential is this device's, and covers the day. */
function notCovered(
  device: string,
  day: number,
  days: { device: string; first: number; last: number },
): Fault {
  if (days.device !== device) return 'other-device'
  if (day < days.first) return 'before-credential'
  return day > days.last ? 'after-credential' : ''
}

/** Only the one form that `encode` gives: nothing hides in another, or behind it. */
function decoded(data: Bytes): unknown {
  const value = decode(data, { useMaps: true })
  const again = encode(value)
  if (again.length !== data.length || again.some((byte, at) => byte !== data[at])) {
    throw new RangeError('not in its canonical form')
  }
  return value
}

function members(value: unknown): Members {
  if (value instanceof Map) return value
  throw new TypeError('not a map')
}

function bytes(value: unknown): Bytes {
  if (value instanceof Uint8Array) return Uint8Array.from(value)
  throw new TypeError('not bytes')
}

function text(of: Members, name: number): string {
  const value = of.get(name)
  if (typeof value === 'string') return value
  throw new TypeError(`member ${name} is no text`)
}

function integer(of: Members, name: number): number {
  const value = of.get(name)
  if (Number.isSafeInteger(value)) return value as number
  throw new TypeError(`member ${name} is no integer`)
}

function hex(value: unknown): string {
  if (!(value instanceof Uint8Array)) return ''
  return Array.from(value, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
