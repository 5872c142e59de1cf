import { expect, test } from 'vitest'
import { postAt } from '../../src/domain/roles'

test('who is of a township writes as the township at its own desk alone', () => {
  expect(postAt('500116001000', 'township')).toBe('township')
  expect(postAt('500116001901', 'township')).toBe('clerk')
  expect(postAt('500116001000', 'clerk')).toBe('clerk')
})
