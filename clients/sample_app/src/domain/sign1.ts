/**
 * A COSE_Sign1 (RFC 9052) of a device, with the district's word for that device inside, as base32; the twin of
 * `schema/sign1.py`, which says of what parts it is made.
 */
import { decode, encode } from 'cborg'
import { base32, fromBase32 } from './base32'
import { hex } from './bytes'
import { covers, type DistrictKey, type DistrictKeys } from './districtKeys'
import { fromBase64url, sign } from './envelope'
import { isSignedBy } from './publicKey'

export type Bytes = Uint8Array<ArrayBuffer>
export type Payload = Map<number, unknown>

/** Reasons of `verification.json`. */
export type Fault =
  | ''
  | 'unknown-key'
  | 'other-algorithm'
  | 'credential-signature'
  | 'certificate-signature'
  | 'before-credential'
  | 'after-credential'
  | 'key-over'

/** Both signatures hold, for other days. */
export const NOT_COVERED: readonly string[] = ['before-credential', 'after-credential', 'key-over']

/** Nothing that somebody signed, or not the whole of it. */
export class NotSigned extends Error {}

/** `device` signed `payload`; the district vouches for it from day `first` to `last` (since 1970-01-01). */
export interface Signed {
  payload: Payload
  device: string
  first: number
  last: number
  key: DistrictKey | undefined // that the credential names
  fault: Fault // of the signatures; where there is one, nothing of it counts
}

interface Kinds {
  text: string
  bytes: Bytes
  integer: number
  list: unknown[]
}

const ES256 = -7
const CREDENTIAL = -65537
const KEY_ID = 4
const SIGN1_TAG = 0xd2 // CBOR tag 18
const DAY_SECONDS = 86_400
const IS_OF_KIND: { [K in keyof Kinds]: (value: unknown) => boolean } = {
  text: (value) => typeof value === 'string',
  bytes: (value) => value instanceof Uint8Array,
  integer: Number.isSafeInteger,
  list: Array.isArray,
}

/** The base32 text. */
export async function writeSigned(
  payload: Payload,
  credential: Uint8Array,
  deviceKey: CryptoKey,
): Promise<string> {
  const header = encode(
    new Map<number, unknown>([
      [1, ES256],
      [CREDENTIAL, credential],
    ]),
  )
  const content = encode(payload)
  const signature = await sign(deviceKey, toBeSigned(header, content))
  return base32(Uint8Array.of(SIGN1_TAG, ...encode([header, new Map(), content, signature])))
}

/** Names the key of the district that signed a credential (base64url), as it says. */
export function credentialKeyId(credential: string): string {
  const [protectedHeader] = fourParts(decoded(fromBase64url(credential)))
  return keyId(members(decoded(bytes(protectedHeader))))
}

/** The public key that a credential (base64url) is for, as it says. */
export function credentialPoint(credential: string): Bytes {
  const [, , word] = fourParts(decoded(fromBase64url(credential)))
  return ofKinds(members(decoded(bytes(word))), 'bytes')[0]
}

/** Checks both signatures. Throws `NotSigned`, or another error where the parts are not those of a device's message. */
export async function readSigned(message: string, keys: DistrictKeys): Promise<Signed> {
  const [protectedHeader, content, signature] = parts(message)
  const header = members(decoded(protectedHeader))
  const payload = members(decoded(content))
  const [vouching, , vouched, vouchingSignature] = fourParts(decoded(bytes(header.get(CREDENTIAL))))
  const vouchingHeader = members(decoded(bytes(vouching)))
  const word = members(decoded(bytes(vouched)))
  const [point, device, last, first] = ofKinds(word, 'bytes', 'text', 'integer', 'integer')
  const key = keys.get(keyId(vouchingHeader))
  const faultOf = async ({ point: districtPoint }: DistrictKey): Promise<Fault> => {
    if (header.get(1) !== ES256 || vouchingHeader.get(1) !== ES256) return 'other-algorithm'
    const ofDistrict = toBeSigned(bytes(vouching), bytes(vouched))
    if (!(await isSignedBy(districtPoint, bytes(vouchingSignature), ofDistrict)))
      return 'credential-signature'
    const holds = await isSignedBy(bytes(point), signature, toBeSigned(protectedHeader, content))
    return holds ? '' : 'certificate-signature'
  }
  return { payload, device, first, last, key, fault: key ? await faultOf(key) : 'unknown-key' }
}

/** The first thing that a message says, whoever signed it: to look for it, never to believe it. Empty for no message. */
export function firstSaid(message: string): string {
  try {
    return ofKinds(members(decoded(parts(message)[1])), 'text')[0]
  } catch {
    return ''
  }
}

/** The device whose credential a message carries, whoever signed it: as `firstSaid`. */
export function deviceSaid(message: string): string {
  try {
    const header = members(decoded(parts(message)[0]))
    const [, , word] = fourParts(decoded(bytes(header.get(CREDENTIAL))))
    return ofKinds(members(decoded(bytes(word))), 'bytes', 'text')[1]
  } catch {
    return ''
  }
}

/** Of the signatures, or because one of them does not count for that day. */
export function faultOn({ fault, first, last, key }: Signed, day: string): Fault {
  if (fault || !key) return fault
  if (daysSince1970(day) < first) return 'before-credential'
  if (daysSince1970(day) > last) return 'after-credential'
  return covers(key, day) ? '' : 'key-over'
}

/** COSE's Sig_structure for one signer and no external data (RFC 9052, section 4.4). */
export function toBeSigned(protectedHeader: Uint8Array, payload: Uint8Array): Bytes {
  return Uint8Array.from(encode(['Signature1', protectedHeader, new Uint8Array(), payload]))
}

/** The members 1, 2, … of a payload; throws where one is not of its kind. */
export function ofKinds<K extends (keyof Kinds)[]>(
  payload: Payload,
  ...kinds: K
): { [N in keyof K]: Kinds[K[N]] } {
  const values = kinds.map((kind, n) => {
    const value = payload.get(n + 1)
    if (!IS_OF_KIND[kind](value)) throw new TypeError(`member ${n + 1} is no ${kind}`)
    return value
  })
  return values as { [N in keyof K]: Kinds[K[N]] }
}

/** As a payload counts days. */
export function daysSince1970(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 1000 / DAY_SECONDS
}

/** The inverse of `daysSince1970`; throws as `momentAt`. */
export function dayAt(days: number): string {
  return momentAt(days * DAY_SECONDS).slice(0, 10)
}

/** Of seconds since 1970; throws `RangeError` for a time that no calendar has. */
export function momentAt(seconds: number): string {
  const moment = new Date(seconds * 1000).toISOString()
  if (!/^(?!0000)\d{4}-/.test(moment)) throw new RangeError(`${moment} is before year 1 or after 9999`)
  return moment
}

/** Protected header, payload and signature. */
function parts(message: string): [Bytes, Bytes, Bytes] {
  try {
    const [tag, ...rest] = fromBase32(message)
    if (tag !== SIGN1_TAG) throw new RangeError('another tag')
    const [header, open, payload, signature] = fourParts(decoded(Uint8Array.from(rest)))
    if (members(open).size) throw new RangeError('something that nobody signed')
    return [bytes(header), bytes(payload), bytes(signature)]
  } catch (error) {
    throw new NotSigned('nothing that a device signed, or not the whole of it', { cause: error })
  }
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

function fourParts(value: unknown): unknown[] {
  if (Array.isArray(value) && value.length === 4) return value
  throw new TypeError('not four parts')
}

function members(value: unknown): Payload {
  if (value instanceof Map) return value
  throw new TypeError('not a map')
}

function bytes(value: unknown): Bytes {
  if (value instanceof Uint8Array) return Uint8Array.from(value)
  throw new TypeError('not bytes')
}

/** How a header names a key, as `DistrictKeys` has it; empty where it names none. */
function keyId(header: Payload): string {
  const id = header.get(KEY_ID)
  return id instanceof Uint8Array ? hex(id) : ''
}
