import { expect, test } from 'vitest'
import { same } from '../../src/domain/logic'

test.each([
  [[1], [true]],
  [{ a: [1] }, { a: ['1'] }],
  [{ a: 1 }, { b: 1 }],
  [{ a: 1 }, { a: 1, b: 1 }],
  [[], {}],
  [null, {}],
])('%j is not %j', (left, right) => {
  expect([same(left, right), same(right, left)]).toEqual([false, false])
})

test('what is written alike is the same, whatever the order of members', () => {
  expect(same({ a: [1, { b: null }], c: true }, { c: true, a: [1, { b: null }] })).toBe(true)
})
