/** RFC 4648 base32 in capitals, without padding: what a QR holds in its alphanumeric form. */

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

export function base32(bytes: Uint8Array): string {
  let text = ''
  let bits = 0
  let held = 0
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += ALPHABET.charAt((held >> bits) & 31)
      held &= (1 << bits) - 1
    }
  }
  return bits ? text + ALPHABET.charAt((held << (5 - bits)) & 31) : text
}

/** Inverse of `base32`; throws for anything that it does not write. */
export function fromBase32(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(Math.floor((text.length * 5) / 8))
  let bits = 0
  let held = 0
  let at = 0
  for (const letter of text) {
    held = (held << 5) | valueOf(letter)
    bits += 5
    if (bits >= 8) {
      bits -= 8
      bytes[at] = held >> bits
      at += 1
      held &= (1 << bits) - 1
    }
  }
  if (base32(bytes) !== text) throw new RangeError('not what is written as base32 here')
  return bytes
}

function valueOf(letter: string): number {
  const value = ALPHABET.indexOf(letter)
  if (value < 0) throw new RangeError(`${letter} is no letter of base32`)
  return value
}
