import { expect, test } from 'vitest'
import {
  amountOf,
  compared,
  type Definition,
  type Figure,
  haveCases,
  meetsTarget,
  partsOf,
  sayDistance,
  sayTarget,
  sayValue,
} from '../../../src/district/dashboard/figures'

function defined(unit: string, better: 'LOWER' | 'HIGHER', target: number | null = null): Definition {
  const describe = { zh: '', en: '' }
  return {
    name: 'X',
    code: 'K0',
    zh: '',
    en: '',
    unit,
    numerator: [],
    denominator: [],
    better,
    target,
    describe,
    isNow: false,
  }
}

test.each([
  [0.36329, 'share', '36.3%', '36.3%'],
  [1.3146, 'visits', '1.31 次', '1.31'],
  [1234, 'count', '1,234', '1,234'],
  [2.25, 'per 100 cases', '2.3 每百件', '2.3 per 100'],
  [155.4, 'seconds', '2分35秒', '2m 35s'],
  [59.6, 'seconds', '1分0秒', '1m 0s'],
  [9000, 'seconds', '2.5 小时', '2.5 h'],
  [12, 'seconds', '12秒', '12s'],
  [null, 'share', '–', '–'],
])('%s of unit %s', (value, unit, zh, en) => {
  expect(sayValue(value, unit, 'zh')).toBe(zh)
  expect(sayValue(value, unit, 'en')).toBe(en)
})

test('shares differ by points, not by percent', () => {
  expect(sayDistance(-0.12, 'share', 'zh')).toBe('12.0 个百分点')
})

test('fewer visits are better, a larger share told at once is too', () => {
  expect(compared(1.2, 1.3, defined('visits', 'LOWER'))).toBe('better')
  expect(compared(0.8, 0.9, defined('share', 'HIGHER'))).toBe('worse')
})

test('what looks the same is the same', () => {
  expect(compared(0.8001, 0.8002, defined('share', 'HIGHER'))).toBe('same')
})

test('a target is met when it is reached; three minutes are to be undercut', () => {
  expect(meetsTarget(1, defined('share', 'HIGHER', 1))).toBe(true)
  expect(meetsTarget(0.01, defined('share', 'LOWER', 0))).toBe(false)
  expect(meetsTarget(180, defined('seconds', 'LOWER', 180))).toBe(false)
  expect(meetsTarget(0.5, defined('share', 'HIGHER'))).toBe(null)
  expect(meetsTarget(null, defined('share', 'HIGHER', 1))).toBe(null)
})

test('a target has no digits that say nothing', () => {
  expect(sayTarget(1, 'share', 'zh')).toBe('100%')
  expect(sayTarget(1, 'visits', 'zh')).toBe('1 次')
  expect(sayTarget(180, 'seconds', 'zh')).toBe('3分钟')
  expect(sayTarget(180, 'seconds', 'en')).toBe('3 min')
  expect(sayTarget(0.125, 'share', 'zh')).toBe('12.5%')
})

test('those who missed a figure are shown where more is better', () => {
  const denominator = ['notified']
  expect(partsOf({ ...defined('share', 'HIGHER'), denominator })).toContain('MISSED')
  expect(partsOf({ ...defined('share', 'LOWER'), denominator })).not.toContain('MISSED')
  expect(partsOf(defined('count', 'HIGHER'))).toEqual(['NUMERATOR'])
  expect(amountOf('MISSED', { numerator: 7, denominator: 9 } as Figure)).toBe(2)
})

test('a period without a case has nothing to compare with', () => {
  const figure = (name: string, denominator: number | null) => ({ kpi: { name }, denominator }) as Figure
  expect(haveCases([figure('COMPLAINTS', null), figure('OUT_OF_SITE_RATE', 0)])).toBe(false)
  expect(haveCases([figure('COMPLAINTS', null), figure('OUT_OF_SITE_RATE', 3)])).toBe(true)
})
