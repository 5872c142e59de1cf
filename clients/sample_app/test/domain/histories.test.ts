import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Case } from '../../src/domain/case'
import type { Fact } from '../../src/domain/facts'
import { fold } from '../../src/domain/fold'
import type { Guide } from '../../src/domain/guides'
import type { Order } from '../../src/domain/orders'
import { shippedGuides } from './vectors'

interface Histories {
  newer: Guide[]
  rows: { facts: (Fact | Order)[]; guides: string[]; case: Case | null }[]
}

/** Made by `python -m tests.vectors.histories`; a longer proof names another file. */
const file =
  process.env.YICI_HISTORIES ?? new URL('../../../../tests/vectors/histories.json', import.meta.url)

test('thousands of random histories fold to the same cases as on the hub', () => {
  const { newer, rows } = JSON.parse(readFileSync(file, 'utf8')) as Histories
  const all = new Map([...shippedGuides, ...newer.map((guide) => [guide._id, guide] as const)])
  expect(rows.length).toBeGreaterThan(1000)
  for (const { facts, guides, case: expected } of rows) {
    const held = new Map([...all].filter(([id]) => guides.includes(id)))
    expect(fold(facts, held) ?? null).toEqual(expected)
  }
})
