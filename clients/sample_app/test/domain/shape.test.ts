import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Fact } from '../../src/domain/facts'
import { shapeFault } from '../../src/domain/shape'
import { STROKES, zhaoCouple } from '../helpers/window'
import { vectors } from './vectors'

const KNOWN = [
  '$ref',
  'type',
  'format',
  'const',
  'enum',
  'pattern',
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
]
const NESTING = [
  'items',
  'minItems',
  'maxItems',
  'uniqueItems',
  'properties',
  'required',
  'additionalProperties',
]

const [signed] = vectors<{ signed: Fact[] }>('canonical').signed as [Fact]
const envelope = ({ _id, device, seq, v, case: id, site, clerk, at, online, clock, prev, sig }: Fact) => ({
  ...{ _id, device, seq, v, case: id, site, clerk, at, online, clock, prev, sig },
})
const fact = (type: string, body: object) => ({ ...envelope(signed), type, ...body }) as unknown as Fact
const application = (husband: object = {}) => {
  const couple = zhaoCouple()
  const given = { item: 'birth-service', guide: 'guide:birth-service:2021-7', channel: 'window', ...couple }
  return fact('application', { ...given, husband: { ...couple.husband, ...husband } })
}
const pledge = (body: object = {}) => {
  const given = {
    spouse: 'husband',
    text: '2021-1',
    marital: 'remarried',
    children: 1,
    phone: '',
    strokes: STROKES,
  }
  return fact('pledge', { ...given, ...body })
}
const materials = (shown: unknown[]) =>
  fact('materials', { guide: 'guide:birth-service:2021-7', shown, copyOnly: [] })

test.each(vectors<{ signed: Fact[] }>('canonical').signed)('$_id is of its shape', (given) => {
  expect(shapeFault(given)).toBe('')
})

test.each([
  ['a name of 61 characters', application({ name: '赵'.repeat(61) }), 'husband/name'],
  ['no name', application({ name: '' }), 'husband/name'],
  [
    'an address of 121',
    application({ hukou: { area: '510000', address: '路'.repeat(121) } }),
    'husband/hukou/address',
  ],
  ['a word for a telephone', pledge({ phone: '打给儿子' }), 'phone'],
  ['21 children', pledge({ children: 21 }), 'children'],
  ['half a child', pledge({ children: 0.5 }), 'children'],
  [
    'a stroke off the pad',
    pledge({
      strokes: [
        [1, 2],
        [-1, 2],
      ],
    }),
    'strokes/1/0',
  ],
  ['201 strokes', pledge({ strokes: Array.from({ length: 201 }, () => [1, 2]) }), 'strokes'],
  ['one paper shown twice', materials(['M01:husband', 'M01:husband']), 'shown'],
  ['a paper of no guide', materials(['passport']), 'shown/0'],
  ['a list that is none', fact('materials', { ...materials([]), shown: 'M01:husband' }), 'shown'],
  [
    'nothing missing',
    fact('notice', { n: 1, guide: 'guide:birth-service:2021-7', missing: [], shown: [], change: '' }),
    'missing',
  ],
  ['a member too few', fact('visit', {}), 'purpose'],
  ['a member too many', fact('withdrawal', { why: '' }), 'why'],
  ['a wrong word', fact('visit', { purpose: 'look' }), 'purpose'],
  [
    'papers kept',
    fact('handover', {
      certNo: 'FS50011600190121A300016',
      method: 'on-the-spot',
      papersReturned: false,
      strokes: [],
    }),
    'papersReturned',
  ],
  ['a day that never was', { ...signed, at: '2021-02-30T01:00:00.000Z' }, 'at'],
  ['no time at all', { ...signed, at: '2021-13-45T99:99:99.999Z' }, 'at'],
  ['an unknown type', fact('gift', {}), 'type'],
])('%s is found before it is signed', (_, wrong, where) => {
  expect(shapeFault(wrong)).toBe(where)
})

test('a status proof may have grounds, and has none that say nothing', () => {
  const said = {
    spouse: 'wife',
    basis: 'lookup',
    of: 'order:lookup:500116001901A3-1:wife',
    children: 1,
  } as const
  const number = { certNo: 'HY50011600190121A300016', block: 'block:500116001901A3:status-proof:1' }
  const proof = { ...said, ...number, issuedOn: '2021-06-14', marital: '初婚' }
  expect(shapeFault(fact('status-proof', proof))).toBe('')
  expect(shapeFault(fact('status-proof', { ...proof, grounds: '来函更正' }))).toBe('')
  expect(shapeFault(fact('status-proof', { ...proof, grounds: '' }))).toBe('grounds')
})

test('a character outside the basic plane counts as one, as at the hub', () => {
  expect(shapeFault(application({ name: '𠮷'.repeat(60) }))).toBe('')
})

test('facts.json uses only the words that are checked', () => {
  const text = readFileSync(new URL('../../../../schema/facts.json', import.meta.url), 'utf8')
  const { envelope: shared, types, $defs } = JSON.parse(text) as Record<string, Record<string, unknown>>
  const words = new Set<string>()
  const read = (schema: unknown): void => {
    for (const [word, value] of Object.entries(schema as object)) {
      words.add(word)
      if (word === 'items') read(value)
      if (word === 'properties') Object.values(value as object).forEach(read)
    }
  }
  for (const schemas of [shared, $defs, ...Object.values(types ?? {})])
    Object.values(schemas as object).forEach(read)
  expect([...words].filter((word) => ![...KNOWN, ...NESTING].includes(word))).toEqual([])
})
