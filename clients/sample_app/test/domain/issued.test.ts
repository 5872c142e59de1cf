import { expect, test } from 'vitest'
import { coupleHash, isListed } from '../../src/domain/issued'
import { vectors } from './vectors'

const { rows } = vectors<{ rows: { numbers: [string, string]; salt: string; hash: string }[] }>('issued')

test.each(rows)('the hash of a couple is the hub’s: $hash', async ({ numbers, salt, hash }) => {
  expect(await coupleHash(salt, ...numbers)).toBe(hash)
})

test('only a whole hash of the item is one', async () => {
  const [{ numbers, salt, hash }] = rows as [(typeof rows)[number]]
  const listed = (items: Record<string, string>) =>
    isListed({ month: '2021-06', salt, items }, 'birth-service', ...numbers)
  expect(await listed({ 'birth-service': `AAAAAAAA${hash}` })).toBe(true)
  expect(await listed({ 'birth-service': `AAAA${hash}BBBB` })).toBe(false)
  expect(await listed({ 'birth-service': `AAAA${hash}BBBB${hash}` })).toBe(true)
  expect(await listed({ 'only-child': hash })).toBe(false)
  expect(await listed({})).toBe(false)
})
