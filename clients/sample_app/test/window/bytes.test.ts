import { expect, test } from 'vitest'
import { sayBytes } from '../../src/window/bytes'

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1200, '1.2 KB'],
  [99_400, '99 KB'],
  [3_450_000, '3.5 MB'],
  [12_000_000_000_000, '12000 GB'],
])('%i bytes are %s', (n, said) => {
  expect(sayBytes(n)).toBe(said)
})
