import { expect, test } from 'vitest'
import { type Duplicate, keptOf, stateOf } from '../../../src/district/dashboard/lists/duplicate'

const site = {
  code: '500116001001',
  name: '四牌坊',
  nameEn: '',
  township: { code: '', name: '', nameEn: '' },
}

function pair(status: Duplicate['status'], inForce: boolean, otherInForce: boolean): Duplicate {
  const places = { site, otherSite: site }
  return {
    certNo: 'A',
    other: 'B',
    status,
    inForce,
    otherInForce,
    foundAt: '2021-06-08T01:00:00Z',
    ...places,
  }
}

test.each([
  [pair('OPEN', true, true), 'OPEN', ['A', 'B']],
  [pair('RESOLVED', true, true), 'STILL_TWO', ['A', 'B']], // somebody said that both stay: K11 counts them
  [pair('RESOLVED', false, true), 'RESOLVED', ['B']],
  [pair('RESOLVED', false, false), 'RESOLVED', []],
])('a pair is resolved when one of the two stands at most: %#', (one, state, kept) => {
  expect(stateOf(one)).toBe(state)
  expect(keptOf(one)).toEqual(kept)
})
