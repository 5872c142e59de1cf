import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { follow, type Unread } from '../../src/local/following'
import { LocalDatabase, type StoredDocument } from '../../src/local/store'
import { unexpected } from '../helpers/unexpected'
import { until } from '../helpers/until'

let database: LocalDatabase
let unread: Unread
let closing: AbortController
let databases = 0

beforeEach(() => {
  databases += 1
  database = new LocalDatabase(`followed-${databases}`)
  unread = new Map()
  closing = new AbortController()
  vi.spyOn(console, 'error').mockReturnValue()
})
afterEach(async () => {
  closing.abort()
  await database.close()
})

const life = () => ({ signal: closing.signal, failed: unexpected })

/** Understands what was known when it was written. */
function olderHearer(heard: string[]) {
  return ({ _id }: StoredDocument) => {
    if (_id.startsWith('later:')) throw new Error('unheard of')
    heard.push(_id)
  }
}

test('a document that is not understood is named, and hinders neither the others nor other hearers', async () => {
  await database.put({ _id: 'later:1' })
  await database.put({ _id: 'visit:x:1' })
  const [old, all]: [string[], string[]] = [[], []]
  await follow(database, [olderHearer(old), ({ _id }) => all.push(_id)], unread, life())
  expect([old, all]).toEqual([['visit:x:1'], ['later:1', 'visit:x:1']])
  expect([...unread]).toEqual([['later:1', 'unheard of']])
})

test('nor does one that comes later', async () => {
  const heard: string[] = []
  await follow(database, [olderHearer(heard)], unread, life())
  await database.put({ _id: 'later:2' })
  await database.put({ _id: 'visit:x:2' })
  await until(() => expect(heard).toEqual(['visit:x:2']))
  expect([...unread.keys()]).toEqual(['later:2'])
})

test('once the tablet is closed nothing is heard', async () => {
  const heard: string[] = []
  await follow(database, [olderHearer(heard)], unread, life())
  closing.abort()
  const other = new Promise((resolve) => database.watch(resolve, unexpected))
  await database.put({ _id: 'visit:x:3' })
  await other
  expect(heard).toEqual([])
})

test('what comes at the same time is told together, so that the screens are drawn once for it', async () => {
  let turn = 0
  const heardIn: number[] = []
  const hear = () => {
    heardIn.push(turn)
    queueMicrotask(() => {
      turn += 1
    })
  }
  await follow(database, [hear], unread, life())
  const ids = Array.from({ length: 20 }, (_, n) => `visit:x:${n}`)
  await Promise.all(ids.map((_id) => database.put({ _id })))
  await until(() => expect(heardIn).toHaveLength(ids.length))
  expect(new Set(heardIn).size).toBeLessThan(ids.length / 2)
})
