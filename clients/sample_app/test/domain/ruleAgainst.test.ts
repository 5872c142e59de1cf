import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { fold, inOrder, ruleAgainst } from '../../src/domain/fold'
import type { Guide } from '../../src/domain/guides'
import type { Copy, Folded } from '../../src/domain/orders'
import { shippedGuides } from './vectors'

const STEP = 10 // of the histories every tenth: each is folded anew with each of its facts

interface Histories {
  newer: Guide[]
  rows: { facts: (Folded | Copy)[]; guides: string[] }[]
}

/** What the fold holds against the last of some facts; undefined when there is no case yet. */
function held(facts: Folded[], guides: ReadonlyMap<string, Guide>): string[] | undefined {
  const last = facts.at(-1)?._id
  return fold(facts, guides)?.violations.flatMap(({ fact, rule }) => (fact === last ? [rule] : []))
}

test('what is refused before it is written is just what the fold would not let count', () => {
  const file = new URL('../../../../tests/vectors/histories.json', import.meta.url)
  const { newer, rows } = JSON.parse(readFileSync(file, 'utf8')) as Histories
  const all = new Map([...shippedGuides, ...newer.map((guide) => [guide._id, guide] as const)])
  const seen = { allowed: 0, refused: 0 }
  for (const { facts, guides } of rows.filter((_, place) => place % STEP === 0)) {
    const known = new Map([...all].filter(([id]) => guides.includes(id)))
    const own = facts.map((fact) => (fact.type === 'copy' ? fact.fact : fact))
    const ordered = inOrder(new Map(own.map((fact) => [fact._id, fact])).values()) // some come twice
    for (const [place, fact] of ordered.entries()) {
      const before = fold(ordered.slice(0, place), known)
      if (!before || fact.type === 'application') continue // it begins the case, whatever was carried on before it
      const rule = ruleAgainst(before, fact, known)
      expect(held(ordered.slice(0, place + 1), known)).toEqual(rule ? [rule] : [])
      seen[rule ? 'refused' : 'allowed'] += 1
    }
  }
  expect(Math.min(seen.allowed, seen.refused)).toBeGreaterThan(100)
})
