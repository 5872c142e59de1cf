/**
 * The key of what is sealed, kept here for the district: nobody opens it on this tablet, and the hub does for a clerk
 * who has forgotten his PIN. There is one for each key that the district has published to seal with; which of these
 * it still holds, only the hub knows.
 */
import { hex } from '../domain/bytes'
import { canonical } from '../domain/canonical'
import { keyId } from '../domain/districtKeys'
import { fromBase64url, toBase64url } from '../domain/envelope'
import { seal } from '../domain/sealing'
import type { Notes } from './notes'
import { Seal } from './seal'

type Bytes = Uint8Array<ArrayBuffer>

export interface Escrow {
  sealed: string // base64url, for the district
  mark: string // sealed with the key itself: it is known by it when it comes back
}

const PREFIX = 'escrow:'
const MARK = 'the key of this tablet'

/** For each key of the district, at its point, for which it is not left yet. */
export async function leaveEscrow(
  device: string,
  key: CryptoKey,
  points: readonly Bytes[],
  notes: Notes,
): Promise<void> {
  for (const point of points) {
    const name = PREFIX + hex(await keyId(point))
    if (await notes.get<Escrow>(name)) continue
    const bare = new Uint8Array(await crypto.subtle.exportKey('raw', key))
    const sealed = toBase64url(await seal(point, bare, aboutOf(device)))
    const mark = await new Seal(key).value(MARK, PREFIX)
    await notes.set(name, { sealed, mark } satisfies Escrow)
  }
}

export async function escrowsLeft(notes: Notes): Promise<Escrow[]> {
  const names = (await notes.keys()).filter((name) => name.startsWith(PREFIX))
  const left = await Promise.all(names.map((name) => notes.get<Escrow>(name)))
  return left.flatMap((escrow) => escrow ?? [])
}

/** The key as it came back, base64url; nothing for another one, with which nothing here would open. */
export async function keyOf({ mark }: Escrow, bare: string): Promise<CryptoKey | undefined> {
  try {
    const bytes = fromBase64url(bare)
    const key = await crypto.subtle.importKey('raw', bytes, 'AES-GCM', true, ['encrypt', 'decrypt'])
    await new Seal(key).openValue(mark, PREFIX)
    return key
  } catch (error) {
    console.error(error)
    return undefined
  }
}

/** It opens as this tablet's and as no other's: the twin of `escrow_about` in `server/recovery.py`. */
function aboutOf(device: string): Bytes {
  return canonical({ type: 'escrow', v: 1, device })
}
