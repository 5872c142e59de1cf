/**
 * The envelope every fact travels in: who wrote it, in which order, signed.
 *
 * `_id` is `<type>:<device>:<seq>`. The same three stand in the body, because only the body is signed.
 */
import { sha256 } from './bytes'
import { canonical } from './canonical'
import { isSignedBy } from './publicKey'

const ECDSA = { name: 'ECDSA', hash: 'SHA-256' }

/** Base64url without padding, the only text form of bytes inside documents. */
export function toBase64url(bytes: Uint8Array): string {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/** Inverse of `toBase64url`; throws for anything else, spare bits at the end included. */
export function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0))
  if (toBase64url(bytes) !== text)
    throw new Error(`${text.slice(0, 20)} is not the one way to write its bytes`)
  return bytes
}

/** The `_id` that the body of a fact demands. */
export function factId(fact: { type: string; device: string; seq: number }): string {
  return `${fact.type}:${fact.device}:${fact.seq}`
}

/** What the next fact of the same device must carry as `prev`: base64url SHA-256, signature included. */
export async function chainHash(fact: object): Promise<string> {
  return toBase64url(await sha256(canonical(fact)))
}

/** The same for all copies of a fact: anybody can make a second signature of one that is there. */
export async function wordsHash(fact: object): Promise<string> {
  return toBase64url(await sha256(canonical(fact, { without: 'sig' })))
}

/** Whether a document's `sig` was made with the private half of the key at `point`; no other document is. */
export async function isSignedAt(
  point: Uint8Array<ArrayBuffer>,
  document: { sig?: string },
): Promise<boolean> {
  try {
    const words = canonical(document, { without: 'sig' })
    return await isSignedBy(point, fromBase64url(document.sig ?? ''), words)
  } catch {
    return false // anybody may write anything into a database
  }
}

/** 64 bytes r‖s over SHA-256, the form COSE uses too. */
export async function sign(privateKey: CryptoKey, message: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.sign(ECDSA, privateKey, message))
}

/** The fact with its `_id` and `sig`. */
export async function signedFact<F extends { type: string; device: string; seq: number }>(
  fact: F,
  privateKey: CryptoKey,
): Promise<F & { _id: string; sig: string }> {
  const signature = await sign(privateKey, canonical(fact, { without: 'sig' }))
  return { _id: factId(fact), ...fact, sig: toBase64url(signature) }
}
