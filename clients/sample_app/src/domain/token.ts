/**
 * The signed token in a certificate's QR: what `sign1.ts` writes, and this in its payload.
 *
 * payload    {1: number, 2: issue day, 3: husband, 4: his masked id, 5: wife, 6: her masked id,
 *             7: his hukou area, 8: her hukou area}        days count from 1970-01-01, areas are integers
 */
import type { DistrictKeys } from './districtKeys'
import type { FactBodies } from './facts'
import { maskIdNumber } from './idNumber'
import { readCertificateNumber } from './numbers'
import {
  dayAt,
  daysSince1970,
  type Fault,
  faultOn,
  NotSigned,
  ofKinds,
  type Payload,
  readSigned,
  type Signed,
  writeSigned,
} from './sign1'

const NAME_BYTES = 40

export type Certified = Omit<FactBodies['certificate'], 'token'>

/** Signed by whomever, but it is no certificate that says so much. */
export class BadToken extends Error {}

/** Nothing that somebody signed, or not the whole of it. */
export class NoToken extends BadToken {}

/** What a token says. `fault` is empty when the signatures hold, and both count for the day of issue. */
export interface ReadCertificate {
  number: string
  device: string
  issuedOn: string // ISO date
  people: string[] // husband, his masked id, wife, her masked id
  fault: Fault | 'other-device'
}

/** The token's payload from the members of a certificate fact. */
export function certificatePayload(fact: Certified): Payload {
  const { husband, wife } = fact
  return new Map<number, string | number>([
    [1, fact.certNo],
    [2, daysSince1970(fact.issuedOn)],
    [3, cutName(husband.name)],
    [4, maskIdNumber(husband.idNo)],
    [5, cutName(wife.name)],
    [6, maskIdNumber(wife.idNo)],
    [7, Number(husband.hukou.area)],
    [8, Number(wife.hukou.area)],
  ])
}

/** The base32 text for a certificate fact. */
export function writeToken(fact: Certified, credential: Uint8Array, deviceKey: CryptoKey): Promise<string> {
  return writeSigned(certificatePayload(fact), credential, deviceKey)
}

/** Checks a token by the district's public keys. Throws `NoToken` or `BadToken` where there is nothing to check. */
export async function readToken(token: string, districtKeys: DistrictKeys): Promise<ReadCertificate> {
  try {
    return read(await readSigned(token, districtKeys))
  } catch (error) {
    const kind = error instanceof NotSigned ? NoToken : BadToken
    throw new kind('not a certificate’s token, or not the whole of one', { cause: error })
  }
}

/** The name in at most 40 bytes of UTF-8; a cut one ends in `…`. */
export function cutName(name: string): string {
  const bytes = new TextEncoder().encode(name)
  if (bytes.length <= NAME_BYTES) return name
  let end = NAME_BYTES - 3
  while (((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1 // never in the middle of a character
  return `${new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, end))}…`
}

function read(signed: Signed): ReadCertificate {
  const [number, day, ...rest] = ofKinds(
    signed.payload,
    'text',
    'integer',
    'text',
    'text',
    'text',
    'text',
    'integer',
    'integer',
  )
  const { device } = readCertificateNumber(number)
  const issuedOn = dayAt(day)
  const isAnothers = !signed.fault && signed.device !== device
  const [husband, hisId, wife, herId] = rest
  const fault = isAnothers ? 'other-device' : faultOn(signed, issuedOn)
  return { number, device, issuedOn, people: [husband, hisId, wife, herId], fault }
}
