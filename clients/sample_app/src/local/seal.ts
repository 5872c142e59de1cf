/**
 * What is kept of people is kept sealed: AES-GCM under one key, which is in memory only while a clerk is unlocked.
 *
 *   {_id, _rev, type, device, seq, site, case, kid, sealed: base64(iv 12 bytes ‖ ciphertext)}
 *
 * These members stay clear, they name no one; all others are in `sealed`, bound to the `_id`. A document that has
 * no others stays as it is.
 */
const CLEAR: ReadonlySet<string> = new Set(['type', 'device', 'seq', 'site', 'case', 'kid'])
const IV_BYTES = 12
const encoder = new TextEncoder()
const decoder = new TextDecoder()

type Members = Record<string, unknown> & { _id: string }

/** Not sealed with this key, not under this name, altered, or not sealed at all. */
export class BadSeal extends Error {
  constructor(name: string) {
    super(`${name} cannot be unsealed`)
  }
}

export class Seal {
  constructor(private readonly key: CryptoKey) {}

  /** The document as it is stored. Throws for one with attachments, which would lie beside it in clear. */
  async document(document: { _id: string }): Promise<Members> {
    if ('_attachments' in document) throw new BadSeal(document._id)
    const [clear, secret] = parted(document)
    if (!Object.keys(secret).length) return clear
    return { ...clear, sealed: await this.#seal(secret, document._id) }
  }

  /** The document as it was; throws `BadSeal`. */
  async openDocument<D extends { _id: string }>(stored: D): Promise<D> {
    const [clear, { sealed, ...plain }] = parted(stored)
    if (Object.keys(plain).length) throw new BadSeal(stored._id)
    if (sealed === undefined) return stored
    return { ...clear, ...((await this.#open(sealed, stored._id)) as object) } as D
  }

  /** A value of its own, bound to its name. */
  value(value: unknown, name: string): Promise<string> {
    return this.#seal(value, `note:${name}`)
  }

  /** The value as it was; throws `BadSeal`. */
  openValue(sealed: unknown, name: string): Promise<unknown> {
    return this.#open(sealed, `note:${name}`)
  }

  async #seal(value: unknown, name: string): Promise<string> {
    const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES))
    const text = encoder.encode(JSON.stringify(value))
    const ciphertext = new Uint8Array(await crypto.subtle.encrypt(cipher(iv, name), this.key, text))
    return toBase64(iv) + toBase64(ciphertext) // 12 bytes end with a whole group of base64
  }

  async #open(sealed: unknown, name: string): Promise<unknown> {
    try {
      const bytes = fromBase64(String(sealed))
      const [iv, ciphertext] = [bytes.subarray(0, IV_BYTES), bytes.subarray(IV_BYTES)]
      return JSON.parse(decoder.decode(await crypto.subtle.decrypt(cipher(iv, name), this.key, ciphertext)))
    } catch {
      throw new BadSeal(name)
    }
  }
}

function cipher(iv: Uint8Array<ArrayBuffer>, name: string): AesGcmParams {
  return { name: 'AES-GCM', iv, additionalData: encoder.encode(name) }
}

function parted(document: { _id: string }): [clear: Members, secret: Record<string, unknown>] {
  const clear: Members = { _id: document._id }
  const secret: Record<string, unknown> = {}
  for (const [member, value] of Object.entries(document)) {
    const side = member.startsWith('_') || CLEAR.has(member) ? clear : secret
    side[member] = value
  }
  return [clear, secret]
}

const PIECE = 8192 // as many arguments as one call takes

function toBase64(bytes: Uint8Array): string {
  let binary = ''
  for (let at = 0; at < bytes.length; at += PIECE) {
    binary += String.fromCharCode(...bytes.subarray(at, at + PIECE))
  }
  return btoa(binary)
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text)
  const bytes = new Uint8Array(binary.length)
  for (let n = 0; n < binary.length; n += 1) bytes[n] = binary.charCodeAt(n)
  return bytes
}
