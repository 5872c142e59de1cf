/** The one byte form of a document that is signed and hashed: RFC 8785 (JSON Canonicalization Scheme). */

/** The value holds something a fact may not hold: null, a float, an integer of 2^53 or more. */
export class NotCanonical extends Error {}

/** RFC 8785 bytes of the members whose names do not begin with `_`, leaving out the one named. */
export function canonical(document: object, { without = '' } = {}): Uint8Array<ArrayBuffer> {
  const members = Object.entries(document).filter(([name]) => !name.startsWith('_') && name !== without)
  return new TextEncoder().encode(text(Object.fromEntries(members)))
}

function text(value: unknown): string {
  if (typeof value === 'boolean' || Number.isSafeInteger(value)) return JSON.stringify(value)
  if (typeof value === 'string') return quoted(value)
  if (Array.isArray(value)) return `[${value.map(text).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const members = value as Record<string, unknown>
    const names = Object.keys(members).sort() // by UTF-16 code units, as RFC 8785 asks
    return `{${names.map((name) => `${quoted(name)}:${text(members[name])}`).join(',')}}`
  }
  throw new NotCanonical(`facts hold no ${value === null ? 'null' : typeof value} such as ${String(value)}`)
}

function quoted(value: string): string {
  if (!value.isWellFormed()) throw new NotCanonical('facts hold no half surrogate pairs')
  return JSON.stringify(value)
}
