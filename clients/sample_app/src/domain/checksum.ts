/** Check characters: ISO 7064 MOD 37,36 for our own numbers, ISO 7064 MOD 11-2 for identity numbers. */

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** The check character of `text`; throws outside 0-9 and A-Z. */
export function mod37_36(text: string): string {
  let product = 36
  for (const character of text) {
    const value = ALPHABET.indexOf(character)
    if (value < 0) throw new RangeError(`${character} has no place in a number`)
    product = (((product + value) % 36 || 36) * 2) % 37
  }
  return ALPHABET.charAt((37 - product) % 36)
}

/** The eighteenth character of an identity number from its first seventeen digits (GB 11643-1999). */
export function mod11_2(digits: string): string {
  const total = WEIGHTS.reduce((sum, weight, place) => sum + weight * Number(digits[place]), 0)
  return '10X98765432'.charAt(total % 11)
}
