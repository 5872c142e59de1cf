/** Which of the tablet's cases the clerk is looking for. */
import type { Case } from '../domain/case'

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
