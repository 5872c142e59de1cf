/** The district's keys: which word is theirs, and the days for which each counts; the twin of `schema/district_keys.py`. */
import { hex, sha256 } from './bytes'
import { fromBase64url, isSignedAt } from './envelope'
import { shanghaiDate } from './shanghai'

interface PublishedKey {
  kid: string
  publicKey: string
  vouchedBy?: Record<string, string> // signatures of keys of the district, by their names
}

/** As `reference` has one. */
export interface KeyDocument extends PublishedKey {
  type: 'key'
  from: string
  until: string
}

/** What papers are sealed with, as `reference` has it. */
export interface SealingKeyDocument extends PublishedKey {
  type: 'sealing-key'
}

/** A public key of the district, and the days for which its word counts, both included. */
export interface DistrictKey {
  point: Uint8Array<ArrayBuffer>
  from: string
  until: string
}

export type DistrictKeys = ReadonlyMap<string, DistrictKey> // by key id in hexadecimal

/** Takes a published key among those that are known; what is none is left out. */
export function learnKey(keys: Map<string, DistrictKey>, document: object): void {
  const { kid, publicKey, from, until } = document as KeyDocument
  try {
    keys.set(kid, { point: fromBase64url(publicKey), from, until })
  } catch {
    keys.delete(kid) // an administrator may write anything
  }
}

/**
 * Those of the published keys that can be believed: the one that admitted this tablet, and whom it vouches for, or one
 * that it vouches for. Anybody who can answer in the hub's name may publish others.
 */
export async function trustedKeys(
  published: readonly KeyDocument[],
  admittedBy: string,
): Promise<Map<string, DistrictKey>> {
  const keys = new Map<string, DistrictKey>()
  let others: KeyDocument[] = []
  for (const key of published) if (await isNamedByItsPoint(key)) others.push(key)
  for (;;) {
    const good = await Promise.all(
      others.map((key) => key.kid === admittedBy || isVouchedFor(key, { from: key.from }, keys)),
    )
    const found = others.filter((_, at) => good[at])
    if (!found.length) return keys
    for (const key of found) learnKey(keys, key)
    others = others.filter((_, at) => !good[at])
  }
}

/** Whether papers may be sealed with a key: anybody who answers in the hub's name could publish one of his own. */
export async function isSealingKey(key: SealingKeyDocument, keys: DistrictKeys): Promise<boolean> {
  return (await isNamedByItsPoint(key)) && isVouchedFor(key, {}, keys)
}

/** `also` is said of the key besides its kind, its name and its point. */
async function isVouchedFor(
  { type, kid, publicKey, vouchedBy = {} }: PublishedKey & { type: string },
  also: object,
  keys: DistrictKeys,
): Promise<boolean> {
  for (const [by, sig] of Object.entries(vouchedBy)) {
    const voucher = keys.get(by)
    const said = { type, kid, publicKey, ...also, sig }
    if (voucher && (await isSignedAt(voucher.point, said))) return true
  }
  return false
}

/** Eight bytes that name the key at a point of 65: the head of the SHA-256 of the compressed one. */
export async function keyId(point: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const parity = (point[point.length - 1] ?? 0) & 1
  const compressed = Uint8Array.of(2 + parity, ...point.slice(1, 33))
  return (await sha256(compressed)).slice(0, 8)
}

async function isNamedByItsPoint({ kid, publicKey }: PublishedKey): Promise<boolean> {
  try {
    return kid === hex(await keyId(fromBase64url(publicKey)))
  } catch {
    return false // no base64url
  }
}

export function covers(key: DistrictKey, day: string): boolean {
  return key.from <= day && day <= key.until
}

/** Whether one of the district's keys signed the document on a day it covers. */
export async function isTheDistricts(
  document: { kid: string; sig: string; at: string },
  keys: DistrictKeys,
): Promise<boolean> {
  const key = keys.get(document.kid)
  return key !== undefined && covers(key, shanghaiDate(document.at)) && isSignedAt(key.point, document)
}
