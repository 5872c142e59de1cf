import { readFileSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { recordsOf, sayTrouble, type Trouble } from '../../../src/district/desk/devices/story/troubles'
import { ADVICE, ALARMS, TROUBLES } from '../../../src/district/desk/devices/story/words'
import { language } from '../../../src/i18n/language'

const root = new URL('../../../../../', import.meta.url)
const schema = readFileSync(new URL('schema/schema.graphql', root), 'utf-8')
const tables = readFileSync(new URL('schema/tables/watch.py', root), 'utf-8')

const trouble = (code: Trouble['code'], how: Partial<Trouble> = {}): Trouble => ({
  code,
  about: '',
  count: null,
  at: null,
  ...how,
})

afterEach(() => {
  language.value = 'zh'
})

test('whatever the hub may find has its words, and what to do about it', () => {
  const codes = /enum TroubleCode \{([^}]*)\}/.exec(schema)?.[1]?.match(/^ {2}[A-Z_]+$/gm) ?? []
  expect(Object.keys(TROUBLES)).toEqual(codes.map((code) => code.trim()))
  expect(Object.keys(ADVICE)).toEqual(Object.keys(TROUBLES))
})

test('an alarm of each kind has its words', () => {
  const alarm = /class Alarm\([\s\S]*?"""([\s\S]*?)"""/.exec(tables)?.[1] ?? ''
  const kinds = [...alarm.matchAll(/`([a-z-]+)`:/g)].map(([, kind]) => kind)
  expect(Object.keys(ALARMS).sort()).toEqual(kinds.sort())
})

test.each([
  [
    trouble('ENDED', { about: 'STOLEN', at: '2021-06-01T00:00:00.000Z' }),
    '已停用（被偷了，2021-06-01 08:00）：它新写的记录一律不收。',
  ],
  [trouble('ALARM', { about: 'fork', count: 2 }), '两条记录用了同一个序号（2 次）：一台正常的平板不会这样。'],
  [
    trouble('WAITS_FOR_GUIDE', { about: 'guide:birth-service:2031-1', count: 1 }),
    '1 条记录已收下，要等办事指南“生育服务证 2031-1”发布了才算数。',
  ],
  [
    trouble('GAPS', { about: '13-14, 16', count: 3 }),
    '第 13-14, 16 条记录（共 3 条）还没到，后面的已经到了。',
  ],
  [trouble('FEW_NUMBERS', { about: 'ONLY_CHILD', count: 0 }), '独生子女证的证号只剩 0 个。'],
])('what stands in the way is told in the words of the office', (found, said) => {
  expect(sayTrouble(found).what).toBe(said)
})

test('what was refused is told with its reason, the latest first', () => {
  const refused = Array.from({ length: 7 }, (_, n) => ({
    fact: `visit:500116001901A1:${n + 1}`,
    rule: 'signature',
    reason: '签名不对',
  }))
  const told = recordsOf(trouble('REFUSED', { count: 7 }), { refused, alarms: [] })
  expect(told).toHaveLength(5)
  expect(told[0]).toBe('第 7 条 · 到访：签名不对')
  language.value = 'en'
  const [english] = recordsOf(trouble('REFUSED', { count: 7 }), { refused, alarms: [] })
  expect(english).toBe(
    'Record 7 · visit: The signature is not this tablet’s: the record may have been altered.',
  )
})

test('an alarm names the records of its kind', () => {
  const alarms = [
    { kind: 'fork', seq: 7 },
    { kind: 'clone', seq: 8 },
    { kind: 'fork', seq: 9 },
  ]
  expect(recordsOf(trouble('ALARM', { about: 'fork', count: 2 }), { refused: [], alarms })).toEqual([
    '第 7、9 条记录',
  ])
})
