/** Which of the tablet's cases the clerk is looking for. */
import type { Case } from '../domain/case'
import type { Person } from '../domain/people'

const DONE = ['closed', 'refused', 'abandoned', 'withdrawn']

/** Open cases, the latest first; with words to look for (name, end of an ID, number) also those that are done. */
export function findCases(cases: Iterable<Case>, sought: string): Case[] {
  const words = sought.trim().toUpperCase()
  return [...cases]
    .filter(({ state }) => words || !DONE.includes(state))
    .filter((found) => textsOf(found).some((text) => text.toUpperCase().includes(words)))
    .sort((left, right) => (left.openedAt < right.openedAt ? 1 : -1))
}

function textsOf({ id, caseNo, husband, wife, certificates }: Case): string[] {
  const people = [husband, wife].flatMap(({ name, idNo }) => [name, idNo.slice(-4)])
  return [id, caseNo, ...people, ...certificates.map(({ certNo }) => certNo)]
}

/** The certificate in force that this tablet knows of, of the same item, issued to the same couple in another case. */
export function earlierCertificate(
  cases: Iterable<Case>,
  found: Case,
): Case['certificates'][number] | undefined {
  const same = (left: Person, right: Person) => left.idNo === right.idNo
  return [...cases]
    .filter(({ id, item }) => id !== found.id && item === found.item)
    .filter(({ husband, wife }) => same(husband, found.husband) && same(wife, found.wife))
    .flatMap(({ certificates }) => certificates.filter((one) => !one.void))
    .sort((left, right) => (left.at < right.at ? 1 : -1))[0]
}
