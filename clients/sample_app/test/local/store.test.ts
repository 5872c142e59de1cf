import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { notes } from '../../src/local/notes'
import { LocalDatabase, type StoredDocument } from '../../src/local/store'
import { unexpected } from '../helpers/unexpected'

let database: LocalDatabase
let name = 0

beforeEach(() => {
  name += 1
  database = new LocalDatabase(`site-${name}`)
})
afterEach(async () => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  await database.close()
})

test('what is put is there, under its id, once', async () => {
  const rev = await database.put({ _id: 'visit:x:1' })
  expect(rev).toMatch(/^1-/)
  expect(await database.all()).toEqual([{ _id: 'visit:x:1', _rev: rev }])
  await expect(database.put({ _id: 'visit:x:1' })).rejects.toMatchObject({ name: 'conflict' })
})

test('all are there, some at a time, each once', async () => {
  const ids = Array.from({ length: 1001 }, (_, n) => `visit:x:${String(n).padStart(4, '0')}`)
  await Promise.all(ids.map((_id) => database.put({ _id })))
  const pages: string[][] = []
  for await (const page of database.pages()) pages.push(page.map(({ _id }) => _id))
  expect(pages.flat()).toEqual(ids)
  expect(pages.length).toBeGreaterThan(1)
})

test('a document written later is heard', async () => {
  const heard = new Promise<StoredDocument>((resolve) => database.watch(resolve, unexpected))
  await database.put({ _id: 'visit:x:1' })
  expect(await heard).toMatchObject({ _id: 'visit:x:1' })
})

test('what is forgotten is here no more, whatever revisions it had, and what comes after it is heard', async () => {
  await database.put({ _id: 'visit:x:1' })
  await database.put({ _id: 'visit:x:2' })
  const other = new LocalDatabase(`other-${name}`)
  await other.put({ _id: 'visit:x:1', type: 'other' } as { _id: string })
  await database.copy(other)
  for (const id of ['visit:x:1', 'visit:x:2', 'visit:x:3']) await database.forget(id)
  expect(await database.all()).toEqual([])
  expect(await documentsIn(`site-${name}`)).toEqual([])
  const heard = new Promise<StoredDocument>((resolve) => database.watch(resolve, unexpected))
  await database.put({ _id: 'visit:x:4' })
  expect(await heard).toMatchObject({ _id: 'visit:x:4' })
})

/** The ids that its disk holds, those of PouchDB's own documents too. */
async function documentsIn(database: string): Promise<unknown[]> {
  const asked = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve) => {
      request.onsuccess = () => resolve(request.result)
    })
  const opened = await asked(indexedDB.open(`_pouch_${database}`))
  const stores = opened.transaction(['docs', 'meta'])
  const keys = await Promise.all(['docs', 'meta'].map((one) => asked(stores.objectStore(one).getAllKeys())))
  opened.close()
  return keys.flat().filter((key) => !['meta', 'blob-support'].includes(String(key)))
}

test('every write asks for the disk before it is reported as done', async () => {
  const opened: IDBTransaction[] = []
  const open = IDBDatabase.prototype.transaction
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (this: IDBDatabase, ...given) {
    const transaction = open.apply(this, given)
    opened.push(transaction)
    return transaction
  })
  await database.put({ _id: 'visit:x:1' })
  await notes.set('key', 'value')
  const writes = opened.filter(({ mode }) => mode === 'readwrite')
  expect(writes.length).toBeGreaterThanOrEqual(2)
  expect(new Set(writes.map(({ durability }) => durability))).toEqual(new Set(['strict']))
})

test('a clock set back years does not lock the store', async () => {
  await database.put({ _id: 'visit:x:1' })
  await database.close()
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2020-01-01') })
  database = new LocalDatabase(`site-${name}`)
  await database.put({ _id: 'visit:x:2' })
  expect(await database.all()).toHaveLength(2)
})

test('notes are kept, changed and forgotten', async () => {
  expect(await notes.get('draft')).toBeUndefined()
  await notes.set('draft', { name: '赵' })
  await notes.set('draft', { name: '赵明' })
  expect(await notes.get('draft')).toEqual({ name: '赵明' })
  await notes.delete('draft')
  expect(await notes.get('draft')).toBeUndefined()
})
