/**
 * The signed token in a certificate's QR: a COSE_Sign1 (RFC 9052) that carries its device's credential.
 *
 * Anyone with the district's public key can check it with no network: the district signed the credential
 * (which key, which device, until when), the device signed the certificate. Base32 keeps the QR alphanumeric.
 *
 * payload    {1: number, 2: issue day, 3: husband, 4: his masked id, 5: wife, 6: her masked id,
 *             7: his hukou area, 8: her hukou area}        days count from 1970-01-01, areas are integers
 * protected  {1: -7 (ES256), -65537: credential}
 */
import { encode } from 'cborg'
import { base32 } from './base32'
import { sign } from './envelope'
import type { FactBodies } from './facts'
import { maskIdNumber } from './idNumber'

export const ES256 = -7
export const CREDENTIAL = -65537
const NAME_BYTES = 40
export const SIGN1_TAG = 0xd2 // CBOR tag 18
const DAY_MS = 86_400_000

export type Certified = Omit<FactBodies['certificate'], 'token'>

/** The token's payload from the members of a certificate fact. */
export function certificatePayload(fact: Certified): Map<number, string | number> {
  const { husband, wife } = fact
  return new Map<number, string | number>([
    [1, fact.certNo],
    [2, Date.parse(`${fact.issuedOn}T00:00:00Z`) / DAY_MS],
    [3, cutName(husband.name)],
    [4, maskIdNumber(husband.idNo)],
    [5, cutName(wife.name)],
    [6, maskIdNumber(wife.idNo)],
    [7, Number(husband.hukou.area)],
    [8, Number(wife.hukou.area)],
  ])
}

/** The base32 text for a certificate fact. */
export async function writeToken(fact: Certified, credential: Uint8Array, deviceKey: CryptoKey) {
  const protectedHeader = encode(
    new Map<number, unknown>([
      [1, ES256],
      [CREDENTIAL, credential],
    ]),
  )
  const payload = encode(certificatePayload(fact))
  const signature = await sign(deviceKey, toBeSigned(protectedHeader, payload))
  const message = encode([protectedHeader, new Map(), payload, signature])
  return base32(Uint8Array.of(SIGN1_TAG, ...message))
}

/** COSE's Sig_structure for one signer and no external data (RFC 9052, section 4.4). */
export function toBeSigned(protectedHeader: Uint8Array, payload: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(encode(['Signature1', protectedHeader, new Uint8Array(), payload]))
}

/** The name in at most 40 bytes of UTF-8; a cut one ends in `…`. */
export function cutName(name: string): string {
  const bytes = new TextEncoder().encode(name)
  if (bytes.length <= NAME_BYTES) return name
  let end = NAME_BYTES - 3
  while (((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1 // never in the middle of a character
  return `${new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, end))}…`
}
