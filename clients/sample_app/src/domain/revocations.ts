/**
 * The numbers of a township that are good for nothing: void, or of blocks whose tablet is no more; the twin of
 * `schema/revocations.py`, which says how they are written.
 */
import { canonical } from './canonical'
import { fromBase64url, toBase64url } from './envelope'
import { type CertificateNumber, prefixOf } from './numbers'
import { isSignedBy } from './publicKey'
import { shanghaiDate } from './shanghai'

/** The document of a township in `reference`. */
export interface RevocationsDocument {
  type: 'revocations'
  township: string
  void: string
  revoked: string
  at: string
  kid: string
  sig: string
}

/** A public key of the district, and the days for which its word counts, both included. */
export interface DistrictKey {
  point: Uint8Array<ArrayBuffer>
  from: string
  until: string
}

export type DistrictKeys = Map<string, DistrictKey> // by key id in hexadecimal

export function covers(key: DistrictKey, day: string): boolean {
  return key.from <= day && day <= key.until
}

/** Whether one of the district's keys signed the document on a day it covers. */
export async function areTheDistricts(document: RevocationsDocument, keys: DistrictKeys): Promise<boolean> {
  const key = keys.get(document.kid)
  if (!key || !covers(key, shanghaiDate(document.at))) return false
  try {
    return await isSignedBy(key.point, fromBase64url(document.sig), canonical(document, { without: 'sig' }))
  } catch {
    return false // a signature that is not even base64url is none
  }
}

/** When the list of the device's township was signed; empty where there is none. */
export function asOf(documents: RevocationsDocument[], device: string): string {
  return listOf(documents, device)?.at ?? ''
}

/** Why a paper is good for nothing by documents that `areTheDistricts`; empty where nothing is said against it. */
export async function reasonAgainst(
  documents: RevocationsDocument[],
  number: CertificateNumber,
  token: string,
): Promise<'' | 'void' | 'used-twice' | 'revoked'> {
  const list = listOf(documents, number.device)
  if (!list) return ''
  const block = number.device.slice(list.township.length) + prefixOf(number.item)
  const name = block + String(number.serial).padStart(4, '0')
  const [, stands] = list.void
    .split(' ')
    .find((entry) => entry.startsWith(name))
    ?.split('/') ?? ['', null]
  if (stands === undefined) return 'void'
  if (stands !== null && token && stands !== (await digestOf(token))) return 'used-twice'
  return list.revoked.split(' ').some((range) => holds(range, block, number.serial)) ? 'revoked' : ''
}

/** Eight characters that stand for one paper. */
export async function digestOf(token: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token))
  return toBase64url(new Uint8Array(digest, 0, 6))
}

function listOf(documents: RevocationsDocument[], device: string): RevocationsDocument | undefined {
  return documents.find(({ township }) => device.startsWith(township))
}

function holds(range: string, block: string, serial: number): boolean {
  if (!range.startsWith(block)) return false
  const [first = 0, last = 0] = range.slice(block.length).split('-').map(Number)
  return first <= serial && serial <= last
}
