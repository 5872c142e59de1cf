/** The district's end of a courier's file: the key that it is sealed for, and the opening of it. */

const ECDH = { name: 'ECDH', namedCurve: 'P-256' }
const [HEAD, POINT, WRAPPED, NONCE] = [1 + 8, 65, 40, 12]

export async function openCourier() {
  const { privateKey, publicKey } = await crypto.subtle.generateKey(ECDH, true, ['deriveBits'])
  const point = new Uint8Array(await crypto.subtle.exportKey('raw', publicKey))
  return { point, opened: (file: Uint8Array<ArrayBuffer>) => opened(file, privateKey) }
}

/** What is in a file, as `server/online/sealing.py` opens it. */
async function opened(
  file: Uint8Array<ArrayBuffer>,
  privateKey: CryptoKey,
): Promise<Record<string, object[]>> {
  const end = file.indexOf(10)
  const [about, sealed] = [file.subarray(0, end), file.subarray(end + 1)]
  const [afterPoint, afterKey] = [HEAD + POINT, HEAD + POINT + WRAPPED]
  const own = sealed.subarray(HEAD, afterPoint)
  const ephemeral = await crypto.subtle.importKey('raw', own, ECDH, false, [])
  const shared = await crypto.subtle.deriveBits({ ...ECDH, public: ephemeral }, privateKey, 256)
  const base = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey'])
  const info = Uint8Array.of(...new TextEncoder().encode('yici-paper-1'), ...own)
  const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info }
  const wrapping = await crypto.subtle.deriveKey(hkdf, base, { name: 'AES-KW', length: 256 }, false, [
    'unwrapKey',
  ])
  const wrapped = sealed.subarray(afterPoint, afterKey)
  const key = await crypto.subtle.unwrapKey('raw', wrapped, wrapping, 'AES-KW', 'AES-GCM', false, ['decrypt'])
  const iv = sealed.subarray(afterKey, afterKey + NONCE)
  const additionalData = Uint8Array.of(...sealed.subarray(0, afterKey), ...about)
  const plain = await crypto.subtle.decrypt(
    { name: 'AES-GCM', iv, additionalData },
    key,
    sealed.subarray(afterKey + NONCE),
  )
  return JSON.parse(new TextDecoder().decode(plain)) as Record<string, object[]>
}
