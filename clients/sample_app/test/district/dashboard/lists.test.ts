import { expect, test } from 'vitest'
import { agesOf } from '../../../src/district/dashboard/lists/ages'

test('pledges are counted by how many working days they have waited', () => {
  expect(agesOf([0, 3, 4, 5, 6, 10, 11, 40, null])).toEqual({ a: 2, b: 2, c: 2, d: 3 })
})
