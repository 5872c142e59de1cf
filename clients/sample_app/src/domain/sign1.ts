/**
 * A COSE_Sign1 (RFC 9052) of a device, with the district's word for that device inside, as base32: the parts of a
 * certificate's token, with whatever else in the payload.
 */
import { decode, encode } from 'cborg'
import { base32, fromBase32 } from './base32'
import { sign } from './envelope'
import { isSignedBy } from './publicKey'
import { CREDENTIAL, ES256, SIGN1_TAG, toBeSigned } from './token'

export type Bytes = Uint8Array<ArrayBuffer>
export type Payload = Map<number, unknown>

const KEY_ID = 4

/** `device` signed `payload`; the district vouches for it from day `first` to `last` (since 1970-01-01). */
export interface Signed {
  payload: Payload
  device: string
  first: number
  last: number
  fault: '' | 'unknown-key' | 'altered' // where there is one, nothing of it counts
}

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
  return text(header, content, await sign(deviceKey, toBeSigned(header, content)))
}

/** `districtKeys`: key id in hexadecimal → point. Throws where there is nothing that `writeSigned` gives. */
export async function readSigned(message: string, districtKeys: ReadonlyMap<string, Bytes>): Promise<Signed> {
  const [protectedHeader, , content, signature] = decoded(fromBase32(message).slice(1)) as Bytes[]
  if (!protectedHeader || !content || !signature) throw new RangeError('not the parts of a message')
  if (text(protectedHeader, content, signature) !== message) throw new RangeError('something hides in it')
  const header = decoded(protectedHeader) as Payload
  const [vouching, , vouched, vouchingSignature] = decoded(header.get(CREDENTIAL) as Bytes) as Bytes[]
  if (!vouching || !vouched || !vouchingSignature) throw new RangeError('not the parts of a credential')
  const vouchingHeader = decoded(vouching) as Payload
  const word = decoded(vouched) as Payload
  const point = districtKeys.get(hex(vouchingHeader.get(KEY_ID) as Bytes))
  const isGood = async (districtPoint: Bytes) =>
    header.get(1) === ES256 &&
    vouchingHeader.get(1) === ES256 &&
    (await isSignedBy(districtPoint, plain(vouchingSignature), toBeSigned(vouching, vouched))) &&
    (await isSignedBy(plain(word.get(1)), plain(signature), toBeSigned(protectedHeader, content)))
  const fault = !point ? 'unknown-key' : (await isGood(point)) ? '' : 'altered'
  const [device, last, first] = [2, 3, 4].map((name) => word.get(name)) as [string, number, number]
  return { payload: decoded(content) as Payload, device, first, last, fault }
}

function text(header: Uint8Array, content: Uint8Array, signature: Uint8Array): string {
  return base32(Uint8Array.of(SIGN1_TAG, ...encode([header, new Map(), content, signature])))
}

function decoded(data: Uint8Array): unknown {
  return decode(data, { useMaps: true })
}

function plain(value: unknown): Bytes {
  if (value instanceof Uint8Array) return Uint8Array.from(value)
  throw new TypeError('not bytes')
}

function hex(value: Uint8Array): string {
  return Array.from(plain(value), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
