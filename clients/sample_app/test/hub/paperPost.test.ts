import { EventEmitter } from 'node:events'
import { beforeEach, expect, test, vi } from 'vitest'
import { PaperPost } from '../../src/hub/paperPost'
import type { ReplicationHandle, StoredDocument } from '../../src/local/store'

const URL = 'https://hub/couchdb/papers-1'
let held: StoredDocument[]
let atHub: Set<string>
let request: ReturnType<typeof vi.fn<typeof fetch>>
let handle: EventEmitter
let options: object
let post: PaperPost

let isTheDistricts: boolean

beforeEach(() => {
  held = ['a', 'b'].map((name) => ({ _id: name, _rev: `1-${name}` }))
  atHub = new Set()
  handle = new EventEmitter()
  request = vi.fn<typeof fetch>(async (_url, init) => {
    const revs: Record<string, string[]> = JSON.parse(String(init?.body))
    const missing = Object.entries(revs).filter(([name]) => !atHub.has(name))
    return Response.json(Object.fromEntries(missing.map(([name, revs]) => [name, { missing: revs }])))
  })
  const database = {
    all: async () => held,
    push: (_url: string, _request: typeof fetch, given: object) => {
      options = given
      return handle as unknown as ReplicationHandle
    },
    purge: async (id: string, rev: string) => {
      held = held.filter(({ _id, _rev }) => _id !== id || _rev !== rev)
    },
  }
  isTheDistricts = true
  post = new PaperPost({ database, url: () => URL, isTheDistricts: () => isTheDistricts, request })
})

test('what the hub says it has is here no more, and nothing else goes', async () => {
  atHub.add('b')
  await post.takeAwayWhatArrived()
  expect(held.map(({ _id }) => _id)).toEqual(['a'])
  expect(post.waiting.value).toBe(1)
  expect(request.mock.calls.map(([url]) => url)).toEqual([`${URL}/_revs_diff`])
})

test('a hub that does not say is taken for one that has nothing', async () => {
  request.mockImplementation(async () => new Response('busy', { status: 404 }))
  await expect(post.takeAwayWhatArrived()).rejects.toThrow('404')
  expect(held).toHaveLength(2)
})

test('where there is nothing, nobody is asked', async () => {
  held = []
  await post.takeAwayWhatArrived()
  expect(request).not.toHaveBeenCalled()
})

test('papers go slowly, and by no checkpoint that could pass one over', () => {
  post.push()
  expect(options).toMatchObject({ live: true, batch_size: 2, batches_limit: 1, checkpoint: false })
})

test('what the hub refuses stays here and is told, until all has gone', async () => {
  post.push()
  handle.emit('denied', { id: 'a', reason: 'A paper is written once.' })
  atHub.add('b')
  await post.takeAwayWhatArrived()
  expect([post.waiting.value, post.refused.value]).toEqual([1, 'A paper is written once.'])
  atHub.add('a')
  await post.takeAwayWhatArrived()
  expect([post.waiting.value, post.refused.value]).toEqual([0, ''])
})

test('what only the hub of the office has stays here', async () => {
  isTheDistricts = false
  atHub.add('a').add('b')
  await post.takeAwayWhatArrived()
  expect([held.length, post.waiting.value]).toEqual([2, 2])
})
