/**
 * Papers sealed for those who decide, whom alone they open for: the twin of `server/online/sealing.py`.
 *
 * sealed   version 1 (1 byte) ‖ key id (8) ‖ ephemeral point (65) ‖ wrapped key (40) ‖ nonce (12) ‖ ciphertext
 */
import { keyId } from './districtKeys'
import { toBase64url } from './envelope'

type Bytes = Uint8Array<ArrayBuffer>

/** What one sealing takes, and no other: a pair for ECDH, the key of the content, a nonce of 12 bytes. */
export interface Secrets {
  ephemeral: CryptoKeyPair
  key: CryptoKey
  nonce: Bytes
}

const VERSION = 1
const NONCE_BYTES = 12
const ECDH = { name: 'ECDH', namedCurve: 'P-256' }
const PURPOSE = new TextEncoder().encode('yici-paper-1')

/** Of the browser's randomness. */
async function fresh(): Promise<Secrets> {
  const [ephemeral, key] = await Promise.all([
    crypto.subtle.generateKey(ECDH, false, ['deriveBits']),
    crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt']),
  ])
  return { ephemeral, key, nonce: crypto.getRandomValues(new Uint8Array(NONCE_BYTES)) }
}

/**
 * `content` for the holder of the private half of the P-256 key at `point` (65 bytes); it opens only with the same
 * `about`. Sealed again where its name would begin with `_`, which no id of a document may. Throws for a point off
 * the curve.
 */
export async function seal(point: Bytes, content: Bytes, about: Bytes, secrets = fresh): Promise<Bytes> {
  for (;;) {
    const sealed = await sealOnce(point, content, about, await secrets())
    if (!(await nameOf(sealed)).startsWith('_')) return sealed
  }
}

/** What facts call a paper by: base64url of the SHA-256 of its sealed bytes. */
export async function nameOf(sealed: Bytes): Promise<string> {
  return toBase64url(new Uint8Array(await crypto.subtle.digest('SHA-256', sealed)))
}

async function sealOnce(point: Bytes, content: Bytes, about: Bytes, secrets: Secrets): Promise<Bytes> {
  const { ephemeral, key, nonce } = secrets
  const own = new Uint8Array(await crypto.subtle.exportKey('raw', ephemeral.publicKey))
  const wrapping = await wrappingKey(ephemeral.privateKey, point, own)
  const wrapped = new Uint8Array(await crypto.subtle.wrapKey('raw', key, wrapping, 'AES-KW'))
  const head = joined(Uint8Array.of(VERSION), await keyId(point), own, wrapped)
  const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: joined(head, about) }
  return joined(head, nonce, new Uint8Array(await crypto.subtle.encrypt(algorithm, key, content)))
}

async function wrappingKey(privateKey: CryptoKey, point: Bytes, own: Bytes): Promise<CryptoKey> {
  const theirs = await crypto.subtle.importKey('raw', point, ECDH, false, [])
  const shared = await crypto.subtle.deriveBits({ ...ECDH, public: theirs }, privateKey, 256)
  const base = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey'])
  const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: joined(PURPOSE, own) }
  return crypto.subtle.deriveKey(hkdf, base, { name: 'AES-KW', length: 256 }, false, ['wrapKey'])
}

function joined(...parts: Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
