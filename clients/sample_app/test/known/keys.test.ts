import { expect, test } from 'vitest'
import { KnownKeys } from '../../src/known/keys'
import type { StoredDocument } from '../../src/local/store'
import { Registry } from '../helpers/receipts'

const published = ({ key }: Registry) => ({ ...key, _id: `key:${key.kid}`, _rev: '1-a' }) as StoredDocument

test('a key is believed once the one that vouches for it is here, by all that hold the map', async () => {
  const [first, next, evil] = [await Registry.open(), await Registry.open(), await Registry.open()]
  await first.vouch(next.key)
  const keys = new KnownKeys(first.key.kid)
  const held = keys.all
  for (const registry of [next, evil]) keys.tell(published(registry))
  await keys.judged()
  expect([...held.keys()]).toEqual([])
  keys.tell(published(first))
  await keys.judged()
  expect([...held.keys()].sort()).toEqual([first.key.kid, next.key.kid].sort())
})

test('a key that is to end sooner than was said does so', async () => {
  const registry = await Registry.open()
  const keys = new KnownKeys(registry.key.kid)
  keys.tell(published(registry))
  keys.tell({ ...published(registry), until: '2021-06-30' } as StoredDocument)
  await keys.judged()
  expect(keys.all.get(registry.key.kid)?.until).toBe('2021-06-30')
})
