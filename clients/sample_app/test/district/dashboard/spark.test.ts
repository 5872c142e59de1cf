import { expect, test } from 'vitest'
import { sparkPath } from '../../../src/district/dashboard/spark'

test('the highest value is at the top, the last month at the right', () => {
  expect(sparkPath([1, 3, 2], 106, 26)).toBe('M3.0 23.0L53.0 3.0L103.0 13.0')
})

test('a month without a value breaks the line', () => {
  expect(sparkPath([1, 2, null, 1, 2], 106, 26)).toBe('M3.0 23.0L28.0 3.0M78.0 23.0L103.0 3.0')
})

test('one value is no line; equal ones are a level one', () => {
  expect(sparkPath([null, 1], 106, 26)).toBe('')
  expect(sparkPath([2, 2], 106, 26)).toBe('M3.0 13.0L103.0 13.0')
})
