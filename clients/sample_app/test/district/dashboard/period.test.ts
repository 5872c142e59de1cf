import { expect, test } from 'vitest'
import { days, periodBefore, periodOf, seriesOf } from '../../../src/district/dashboard/period'

const TODAY = '2026-05-31'
const of = (choice: string, from = '', to = '') => periodOf(choice, from, to, TODAY)

test.each([
  ['month', '2026-05-01', '2026-05-31'],
  ['last-month', '2026-04-01', '2026-04-30'],
  ['quarter', '2026-04-01', '2026-05-31'],
  ['year', '2026-01-01', '2026-05-31'],
  ['what nobody can choose', '2026-05-01', '2026-05-31'],
])('%s is %s to %s', (choice, from, to) => {
  expect(of(choice)).toEqual({ from, to })
})

test('of two days the earlier is the first', () => {
  expect(of('custom', '2026-03-09', '2026-02-01')).toEqual({ from: '2026-02-01', to: '2026-03-09' })
})

test('a day that is none is as the month has it', () => {
  expect(of('custom', '2026-02-30', 'x')).toEqual({ from: '2026-05-01', to: TODAY })
})

test.each([
  ['month', '2026-04-01', '2026-04-30'], // there is no 31 April
  ['last-month', '2026-03-01', '2026-03-31'],
  ['quarter', '2026-01-01', '2026-02-28'],
  ['year', '2025-01-01', '2025-05-31'],
])('before %s comes %s to %s', (choice, from, to) => {
  expect(periodBefore(choice, of(choice))).toEqual({ from, to })
})

test('before days of one’s own come as many', () => {
  const before = periodBefore('custom', of('custom', '2026-05-08', '2026-05-14'))
  expect(before).toEqual({ from: '2026-05-01', to: '2026-05-07' })
  expect(days(before)).toBe(7)
})

test('a series has twelve months, or all that was asked for', () => {
  expect(seriesOf(of('month'))).toEqual({ from: '2025-06-01', to: TODAY })
  expect(seriesOf(of('custom', '2024-01-15', TODAY))).toEqual({ from: '2024-01-15', to: TODAY })
})
