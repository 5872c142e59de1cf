/** The district's keys: which word is theirs, and the days for which each counts; the twin of `schema/district_keys.py`. */
import { canonical } from './canonical'
import { fromBase64url } from './envelope'
import { isSignedBy } from './publicKey'
import { shanghaiDate } from './shanghai'

/** As `reference` has one. */
export interface KeyDocument {
  type: 'key'
  kid: string
  publicKey: string
  from: string
  until: string
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

export function covers(key: DistrictKey, day: string): boolean {
  return key.from <= day && day <= key.until
}

/** Whether one of the keys signed the document, on whatever day. */
export async function isSigned(document: { kid: string; sig: string }, keys: DistrictKeys): Promise<boolean> {
  const key = keys.get(document.kid)
  if (!key) return false
  try {
    return await isSignedBy(key.point, fromBase64url(document.sig), canonical(document, { without: 'sig' }))
  } catch {
    return false // a signature that is not even base64url is none
  }
}

/** Whether one of the district's keys signed the document on a day it covers. */
export async function isTheDistricts(
  document: { kid: string; sig: string; at: string },
  keys: DistrictKeys,
): Promise<boolean> {
  const key = keys.get(document.kid)
  return key !== undefined && covers(key, shanghaiDate(document.at)) && isSigned(document, keys)
}
