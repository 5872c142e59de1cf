import { expect, test } from 'vitest'
import { sayClockFault } from '../../src/window/clockFault'

const MINUTE = 60_000
const DAY = 1440 * MINUTE

test.each([
  [9 * MINUTE, ''],
  [-9 * MINUTE, ''],
  [12 * MINUTE, '时钟快 12 分钟'],
  [-119 * MINUTE, '时钟慢 119 分钟'],
  [3 * 60 * MINUTE, '时钟快 3 小时'],
  [-DAY, '本机日期差 1 天'],
  [1998 * DAY, '本机日期差 1998 天'],
])('a clock that is %i ms ahead', (ahead, said) => {
  expect(sayClockFault(ahead)).toBe(said)
})
