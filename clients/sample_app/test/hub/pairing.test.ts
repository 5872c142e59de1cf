import { expect, test } from 'vitest'
import { pairingCodeIn } from '../../src/hub/pairing'

test.each([
  ['#enrol=1234-5678', '1234-5678'],
  ['#enrol=12345678', '12345678'],
  ['#enrol=1234-567', ''],
  ['#enrol=1234-5678/../x', ''],
  ['#/home', ''],
  ['', ''],
])('the address %o brings the code %o', (hash, code) => {
  expect(pairingCodeIn(hash)).toBe(code)
})
