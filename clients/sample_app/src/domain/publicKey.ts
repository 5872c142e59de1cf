/** P-256 public keys from their points; WebCrypto of the browsers takes only whole points, not compressed ones. */

const P = 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n
const B = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn
const ECDSA = { name: 'ECDSA', namedCurve: 'P-256' }
const COMPRESSED_BYTES = 33

/** Whether `signature` (r‖s) over `message` was made with the private half of the key at `point`.
 *
 * `point` has 33 bytes, compressed, or 65; throws when it is off the curve.
 */
export async function isSignedBy(
  point: Uint8Array<ArrayBuffer>,
  signature: Uint8Array<ArrayBuffer>,
  message: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  const whole = point.length === COMPRESSED_BYTES ? decompressed(point) : point
  const key = await crypto.subtle.importKey('raw', whole, ECDSA, false, ['verify'])
  return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, signature, message)
}

/** SEC 1, section 2.3.4: y from x, and whether it is even. */
function decompressed(point: Uint8Array): Uint8Array<ArrayBuffer> {
  const [sign = 0, ...rest] = point
  if (sign !== 2 && sign !== 3) throw new RangeError('not a compressed point')
  const x = rest.reduce((value, byte) => value * 256n + BigInt(byte), 0n)
  const square = (x * x * x - 3n * x + B) % P
  const root = power(square < 0n ? square + P : square, (P + 1n) / 4n)
  if (x >= P || (root * root - square) % P !== 0n) throw new RangeError('a point off the curve')
  const y = (root & 1n) === BigInt(sign & 1) ? root : P - root
  return Uint8Array.of(4, ...rest, ...bytesOf(y))
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n
  let square = base
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * square) % P
    square = (square * square) % P
  }
  return result
}

function bytesOf(value: bigint): number[] {
  const hex = value.toString(16).padStart(64, '0')
  return Array.from({ length: 32 }, (_, at) => Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16))
}
