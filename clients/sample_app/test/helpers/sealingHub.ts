/** The hub's end of a sealing: it has the private key, and opens what was sealed for it. */
import { canonical } from '../../src/domain/canonical'
import { toBase64url } from '../../src/domain/envelope'

type Bytes = Uint8Array<ArrayBuffer>

const ECDH = { name: 'ECDH', namedCurve: 'P-256' }
const HEAD = 1 + 8 + 65 + 40

export class SealingHub {
  #keys!: CryptoKeyPair
  point!: Bytes

  static async open(): Promise<SealingHub> {
    const hub = new SealingHub()
    hub.#keys = await crypto.subtle.generateKey(ECDH, false, ['deriveBits'])
    hub.point = new Uint8Array(await crypto.subtle.exportKey('raw', hub.#keys.publicKey))
    return hub
  }

  /** The content, base64url; throws for what is another's, altered, or about something else. */
  async unseal(sealed: Bytes, about: object): Promise<string> {
    const [head, nonce, ciphertext] = [
      sealed.slice(0, HEAD),
      sealed.slice(HEAD, HEAD + 12),
      sealed.slice(HEAD + 12),
    ]
    const [own, wrapped] = [head.slice(9, 74), head.slice(74)]
    const theirs = await crypto.subtle.importKey('raw', own, ECDH, false, [])
    const shared = await crypto.subtle.deriveBits({ ...ECDH, public: theirs }, this.#keys.privateKey, 256)
    const base = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey'])
    const info = Uint8Array.of(...new TextEncoder().encode('yici-paper-1'), ...own)
    const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info }
    const wrapping = await crypto.subtle.deriveKey(hkdf, base, { name: 'AES-KW', length: 256 }, false, [
      'unwrapKey',
    ])
    const key = await crypto.subtle.unwrapKey('raw', wrapped, wrapping, 'AES-KW', 'AES-GCM', false, [
      'decrypt',
    ])
    const additionalData = Uint8Array.of(...head, ...canonical(about))
    const opened = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: nonce, additionalData },
      key,
      ciphertext,
    )
    return toBase64url(new Uint8Array(opened))
  }
}
