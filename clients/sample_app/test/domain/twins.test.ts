import { describe, expect, test } from 'vitest'
import { type Calendar, dueOn } from '../../src/domain/calendar'
import { canonical } from '../../src/domain/canonical'
import type { Case } from '../../src/domain/case'
import { type CoupleFault, coupleFaults, type DeclaredCouple } from '../../src/domain/couple'
import { chainHash, factId, fromBase64url } from '../../src/domain/envelope'
import type { Fact } from '../../src/domain/facts'
import { fold } from '../../src/domain/fold'
import type { Guide } from '../../src/domain/guides'
import { maskIdNumber, readIdNumber } from '../../src/domain/idNumber'
import { BadRule, evaluate } from '../../src/domain/logic'
import { caseNumber, certificateNumber, readCertificateNumber } from '../../src/domain/numbers'
import type { Order } from '../../src/domain/orders'
import { type DeclaredFacts, homework, missing, pledgeWanted, requirements } from '../../src/domain/rules'
import { factSignatureIsGood } from '../helpers/signature'
import { shippedGuides, vectors } from './vectors'

const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

describe('the canonical form and the envelope', () => {
  const file = vectors<{
    publicKey: string
    signed: Fact[]
    rows: { document: object; canonical: string; hash: string }[]
    refusedJson: string[]
  }>('canonical')

  test.each(file.rows)('$canonical', async ({ document, canonical: expected, hash }) => {
    expect(decode(canonical(document))).toBe(expected)
    expect(await chainHash(document)).toBe(hash)
  })

  test.each(file.refusedJson)('refuses %s', (text) => {
    expect(() => canonical(JSON.parse(text))).toThrow('facts hold no')
  })

  test('facts signed by the hub’s language are good, chained, and not to be changed', async () => {
    let before: Fact | undefined
    for (const fact of file.signed) {
      expect(fact._id).toBe(factId(fact))
      expect(fact.prev).toBe(before ? await chainHash(before) : '')
      expect(await factSignatureIsGood(fact, fromBase64url(file.publicKey))).toBe(true)
      const changed = { ...fact, clerk: 'somebody-else' }
      expect(await factSignatureIsGood(changed, fromBase64url(file.publicKey))).toBe(false)
      before = fact
    }
  })
})

test.each(
  vectors<{ rows: { text: string; fault: string; born: string; sex: string; masked: string }[] }>(
    'id_numbers',
  ).rows,
)('identity number $text: $fault', ({ text, masked, ...expected }) => {
  expect(readIdNumber(text)).toEqual(expected)
  expect(maskIdNumber(text)).toBe(masked)
})

test.each(
  vectors<{ rows: { couple: DeclaredCouple; day: string; faults: [string, string, string][] }[] }>('couples')
    .rows,
)('a couple and its faults: $faults', ({ couple, day, faults }) => {
  const listed = ({ rule, member, detail }: CoupleFault) => [rule, member, detail]
  expect(coupleFaults(couple, day).map(listed)).toEqual(faults)
})

describe('numbers', () => {
  interface Row {
    item: string
    device: string
    day: string
    serial: number
    number: string
  }
  const file = vectors<{ certificates: Row[]; cases: Row[]; bad: string[] }>('numbers')

  test.each(file.certificates)('certificate $number', ({ item, device, day, serial, number }) => {
    expect(certificateNumber(item, device, day, serial)).toBe(number)
    expect(readCertificateNumber(number)).toEqual({ item, device, year: Number(day.slice(2, 4)), serial })
  })

  test.each(file.cases)('case $number', ({ item, device, day, serial, number }) => {
    expect(caseNumber(item, device, day, serial)).toBe(number)
  })

  test.each(file.bad)('%s is none', (text) => {
    expect(() => readCertificateNumber(text)).toThrow(RangeError)
  })
})

describe('conditions', () => {
  const file = vectors<{ data: unknown; rows: { rule: unknown; value: unknown }[]; bad: unknown[] }>('logic')

  test.each(file.rows.map((row) => [JSON.stringify(row.rule), row] as const))('%s', (_, { rule, value }) => {
    expect(evaluate(rule, file.data)).toEqual(value)
  })

  test.each(file.bad.map((rule) => [JSON.stringify(rule), rule] as const))('refuses %s', (_, rule) => {
    expect(() => evaluate(rule, file.data)).toThrow(BadRule)
  })
})

describe('working days', () => {
  const file = vectors<{
    calendars: Calendar[]
    rows: { accepted: string; workingDays: number; dueOn: string }[]
  }>('calendars')
  const calendars = new Map(file.calendars.map((calendar) => [calendar.year, calendar]))

  test.each(file.rows)('$workingDays from $accepted', ({ accepted, workingDays, dueOn: expected }) => {
    expect(dueOn(calendars, accepted, workingDays)).toBe(expected)
  })
})

test('what each guide asks of every kind of couple, and what is missing', () => {
  const file = vectors<{
    guides: { guide: string }[]
    rows: {
      guide: string
      facts: DeclaredFacts
      shown: string[]
      asked: string[]
      missing: [string, string[][]][]
      homework: [string, string, boolean][]
      pledgeWanted: string[]
    }[]
  }>('rules')
  expect(new Set(file.rows.map((row) => row.guide)).size).toBe(file.guides.length)
  for (const row of file.rows) {
    const guide = shippedGuides.get(row.guide) as Guide
    expect(requirements(guide, row.facts).map(({ key }) => key)).toEqual(row.asked)
    const lacking = missing([guide], row.facts, row.shown)
    expect(lacking.map(({ key, alternatives }) => [key, alternatives])).toEqual(row.missing)
    const own = homework(guide, row.facts)
    expect(own.map(({ key, by, blocking }) => [key, by, blocking])).toEqual(row.homework)
    expect(pledgeWanted(guide, row.facts)).toEqual(row.pledgeWanted)
  }
})

interface Scenario {
  name: string
  facts: (Fact | Order)[]
  case: Case | null
  guides: string[]
}

const { newer, rows } = vectors<{ newer: Guide[]; rows: Scenario[] }>('folds')
const allGuides = new Map([...shippedGuides, ...newer.map((guide) => [guide._id, guide] as const)])

test.each(rows)('the case of $name', ({ facts, case: expected, guides }) => {
  const held = new Map([...allGuides].filter(([id]) => guides.includes(id)))
  expect(fold(facts, held) ?? null).toEqual(expected)
})
