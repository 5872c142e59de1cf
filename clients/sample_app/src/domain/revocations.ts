/**
 * The numbers of a township that are good for nothing: void, or of blocks whose tablet is no more; the twin of
 * `schema/revocations.py`, which says how they are written.
 */
import { sha256 } from './bytes'
import { type DistrictKeys, isTheDistricts } from './districtKeys'
import { toBase64url } from './envelope'
import { type CertificateNumber, prefixOf } from './numbers'

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

/** Whether it is the district's. */
export async function areTheDistricts(document: RevocationsDocument, keys: DistrictKeys): Promise<boolean> {
  return document.type === 'revocations' && isTheDistricts(document, keys)
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
async function digestOf(token: string): Promise<string> {
  return toBase64url((await sha256(token)).slice(0, 6))
}

function listOf(documents: RevocationsDocument[], device: string): RevocationsDocument | undefined {
  return documents.find(({ township }) => device.startsWith(township))
}

function holds(range: string, block: string, serial: number): boolean {
  if (!range.startsWith(block)) return false
  const [first = 0, last = 0] = range.slice(block.length).split('-').map(Number)
  return first <= serial && serial <= last
}
