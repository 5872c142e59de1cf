import { beforeEach, expect, test } from 'vitest'
import { Arrivals } from '../src/arrivals'
import type { Notes } from '../src/store'
import { createNotes } from './helpers/notes'
import { DEVICE } from './helpers/window'

let notes: Notes
let atHub: Set<string>
let asked: string[][]
let refused: Set<string>

beforeEach(() => {
  notes = createNotes()
  atHub = new Set()
  asked = []
  refused = new Set()
})

async function open(): Promise<Arrivals> {
  const request = async (_url: RequestInfo | URL, init?: RequestInit) => {
    const wanted = Object.entries(JSON.parse(String(init?.body)) as Record<string, string[]>)
    asked.push(wanted.map(([id]) => id))
    const missing = wanted.filter(([id]) => !atHub.has(id)).map(([id, revs]) => [id, { missing: revs }])
    return new Response(JSON.stringify(Object.fromEntries(missing)))
  }
  const arrivals = new Arrivals(DEVICE, 'https://hub.example/couchdb/site-1', request, notes, (id) =>
    refused.has(id),
  )
  await arrivals.load()
  return arrivals
}

const fact = (seq: number, device = DEVICE) => ({
  _id: `visit:${device}:${seq}`,
  _rev: '1-a',
  device,
  seq,
  sig: 'x',
})

test('a fact waits until the hub does not miss it', async () => {
  const arrivals = await open()
  arrivals.tell(fact(1))
  arrivals.tell(fact(2))
  expect(arrivals.waiting.value).toBe(2)
  atHub.add('visit:500116001901A3:1')
  await arrivals.check()
  expect(arrivals.waiting.value).toBe(1)
})

test('what others wrote is not counted', async () => {
  const arrivals = await open()
  arrivals.tell(fact(1, '500116001901B7'))
  arrivals.tell({ _id: 'block:x:birth-service:1', _rev: '1-a', device: DEVICE, type: 'block' })
  expect(arrivals.waiting.value).toBe(0)
})

test('what has arrived is not asked for again, also after a restart', async () => {
  const before = await open()
  for (const seq of [1, 2, 3]) before.tell(fact(seq))
  atHub = new Set([fact(1)._id, fact(2)._id])
  await before.check()
  const after = await open()
  for (const seq of [1, 2, 3]) after.tell(fact(seq))
  expect(after.waiting.value).toBe(1)
  await after.check()
  expect(asked.at(-1)).toEqual([fact(3)._id])
})

test('a refused fact is counted elsewhere, and does not hold up the ones after it', async () => {
  const arrivals = await open()
  for (const seq of [1, 2, 3]) arrivals.tell(fact(seq))
  refused.add(fact(2)._id)
  atHub = new Set([fact(1)._id, fact(3)._id])
  await arrivals.check()
  expect(arrivals.waiting.value).toBe(0)
})

test('after a restore of the hub all wait again', async () => {
  const arrivals = await open()
  arrivals.tell(fact(1))
  atHub.add(fact(1)._id)
  await arrivals.check()
  await arrivals.forget()
  expect(arrivals.waiting.value).toBe(1)
})

test('many are asked for a hundred at a time', async () => {
  const arrivals = await open()
  for (let seq = 1; seq <= 250; seq += 1) arrivals.tell(fact(seq))
  await arrivals.check()
  expect(asked.map((ids) => ids.length)).toEqual([100, 100, 50])
})

test('a fact told twice waits once', async () => {
  const arrivals = await open()
  arrivals.tell(fact(1))
  arrivals.tell(fact(1))
  expect(arrivals.waiting.value).toBe(1)
})

test('telling a fact asks of none told before', async () => {
  const arrivals = await open()
  let asked = 0
  const has = refused.has.bind(refused)
  refused.has = (id) => {
    asked += 1
    return has(id)
  }
  for (let seq = 1; seq <= 100; seq += 1) arrivals.tell(fact(seq))
  expect(asked).toBe(100)
})

test('what the hub said before it was restored does not count after', async () => {
  const arrivals = await open()
  arrivals.tell(fact(1))
  atHub.add(fact(1)._id)
  const checking = arrivals.check()
  await arrivals.forget()
  await checking
  expect(arrivals.waiting.value).toBe(1)
  expect(await notes.get(`arrived:${DEVICE}`)).toBe(0)
})
