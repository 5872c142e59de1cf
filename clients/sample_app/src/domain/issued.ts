/** Which couples have a certificate in force, a list a month, as `schema/issued.py` makes them. */
import { hex, sha256 } from './bytes'
import type { Case, IssuedCertificate } from './case'
import { toBase64url } from './envelope'

/** Hashes of eight characters by item, sorted, one string for each. */
export interface IssuedMonth {
  month: string // `2021-06`
  salt: string
  items: Record<string, string>
}

/** Of whom another certificate is looked for: not in the case itself. */
export interface Applying {
  id: string
  item: string
  husband: { idNo: string }
  wife: { idNo: string }
}

const HASH_BYTES = 6
const HASH_CHARACTERS = 8

export async function coupleHash(salt: string, one: string, other: string): Promise<string> {
  const couple = hex(await sha256([one, other].sort().join('\n')))
  return toBase64url((await sha256(`yici-couple:${salt}:${couple}`)).slice(0, HASH_BYTES))
}

/** What the couple of a case got of its item in other cases that this tablet knows of, the latest first. */
export function issuedToCouple(cases: Iterable<Case>, found: Applying): IssuedCertificate[] {
  const couple = numbersOf(found)
  return [...cases]
    .filter(({ id, item }) => id !== found.id && item === found.item)
    .filter((one) => numbersOf(one) === couple)
    .flatMap(({ certificates }) => certificates)
    .sort((left, right) => (left.at < right.at ? 1 : -1))
}

/** The certificate in force among these. */
export function earlierCertificate(cases: Iterable<Case>, found: Applying): IssuedCertificate | undefined {
  return issuedToCouple(cases, found).find((one) => !one.void)
}

function numbersOf({ husband, wife }: Applying): string {
  return [husband.idNo, wife.idNo].sort().join('\n')
}

/** Whether a couple, by their identity numbers, stands in a list of an item. */
export async function isListed(
  { salt, items }: IssuedMonth,
  item: string,
  one: string,
  other: string,
): Promise<boolean> {
  const hashes = items[item] ?? ''
  const wanted = await coupleHash(salt, one, other)
  let at = hashes.indexOf(wanted)
  while (at % HASH_CHARACTERS > 0) at = hashes.indexOf(wanted, at + 1) // across two hashes
  return at >= 0
}
