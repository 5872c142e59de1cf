/**
 * The data key, wrapped for one clerk. What wraps it is made of his PIN (PBKDF2) and of a secret of this browser
 * (HMAC with a key that cannot be read out): neither a copied file nor the PIN alone opens it.
 */
export const PIN_DIGITS = 6
const LEAST_ITERATIONS = 310_000
const MOST_ITERATIONS = 5_000_000
const AIM_MS = 400 // of work for one try, on this tablet

export interface PinLock {
  salt: Uint8Array<ArrayBuffer>
  iterations: number
  iv: Uint8Array<ArrayBuffer>
  wrapped: ArrayBuffer
}

export class WrongPin extends Error {}

/** Whether a PIN may be chosen: six digits, not all the same and not in a row. */
export function isGoodPin(pin: string): boolean {
  return /^\d{6}$/.test(pin) && !/^(\d)\1+$/.test(pin) && !'01234567890 09876543210'.includes(pin)
}

/** The key that everything is sealed with. It can be wrapped; it is never stored as it is. */
export function makeDataKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt', 'decrypt'])
}

/** Made once on a tablet, never read out. */
export function makeDeviceSecret(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256', length: 256 }, false, ['sign'])
}

export async function lockedWith(pin: string, dataKey: CryptoKey, secret: CryptoKey): Promise<PinLock> {
  const salt = crypto.getRandomValues(new Uint8Array(16))
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const iterations = await fittingIterations(pin, salt)
  const key = await wrappingKey(pin, { salt, iterations }, secret)
  const wrapped = await crypto.subtle.wrapKey('raw', dataKey, key, { name: 'AES-GCM', iv })
  return { salt, iterations, iv, wrapped }
}

/** Throws `WrongPin`. */
export async function unlockedWith(pin: string, lock: PinLock, secret: CryptoKey): Promise<CryptoKey> {
  const key = await wrappingKey(pin, lock, secret)
  const cipher = { name: 'AES-GCM', iv: lock.iv }
  try {
    return await crypto.subtle.unwrapKey('raw', lock.wrapped, key, cipher, 'AES-GCM', true, [
      'encrypt',
      'decrypt',
    ])
  } catch {
    throw new WrongPin()
  }
}

async function wrappingKey(
  pin: string,
  { salt, iterations }: Pick<PinLock, 'salt' | 'iterations'>,
  secret: CryptoKey,
): Promise<CryptoKey> {
  const stretched = await stretch(pin, salt, iterations)
  const bits = await crypto.subtle.sign('HMAC', secret, stretched)
  return crypto.subtle.importKey('raw', bits, 'AES-GCM', false, ['wrapKey', 'unwrapKey'])
}

async function stretch(pin: string, salt: Uint8Array<ArrayBuffer>, iterations: number): Promise<ArrayBuffer> {
  const typed = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, [
    'deriveBits',
  ])
  return crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, typed, 256)
}

async function fittingIterations(pin: string, salt: Uint8Array<ArrayBuffer>): Promise<number> {
  const begun = performance.now()
  await stretch(pin, salt, LEAST_ITERATIONS)
  const fitting = Math.round((LEAST_ITERATIONS * AIM_MS) / (performance.now() - begun))
  return Math.min(Math.max(fitting, LEAST_ITERATIONS), MOST_ITERATIONS)
}
