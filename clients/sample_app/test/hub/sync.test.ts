import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Whom } from '../../src/hub/hubs'
import { Receipts } from '../../src/hub/receipts'
import { Refusals } from '../../src/hub/refusals'
import { FIRST_FETCH, Sync } from '../../src/hub/sync'
import type { Notes } from '../../src/local/notes'
import type { LocalDatabase, ReplicationHandle, StoredDocument } from '../../src/local/store'
import { createNotes } from '../helpers/notes'
import { chainOf, made, openLedger, Registry } from '../helpers/receipts'
import { until } from '../helpers/until'
import { DEVICE } from '../helpers/window'

const FACT = `visit:${DEVICE}:1`

/** What PouchDB gives back for a replication. */
class Handle extends EventEmitter {
  readonly cancel = vi.fn()
  #finish: (value: unknown) => void = () => {}
  readonly #done = new Promise((resolve) => {
    this.#finish = resolve
  })

  constructor(
    readonly direction: Direction,
    readonly options: object,
  ) {
    super()
  }

  finish(): void {
    this.#finish({ ok: true })
  }

  fail(): void {
    this.#finish(Promise.reject(new Error('cut')))
  }

  then(kept: (value: unknown) => unknown, failed?: (reason: unknown) => unknown) {
    return this.#done.then(kept, failed)
  }

  catch(failed: (reason: unknown) => unknown) {
    return this.#done.catch(failed)
  }
}

let handles: Handle[]
let notes: Notes
let receipts: Receipts
let registry: Registry
let facts: StoredDocument[]
let instance: { id: string }
let refusals: Refusals
let sync: Sync
let arrived: ReturnType<typeof vi.fn<() => Promise<void>>>
let closing: AbortController
let hubs: { root: string; whom: Whom; lost: () => Promise<void> }
const failed = vi.fn()

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  handles = []
  urls = []
  closing = new AbortController()
  notes = createNotes()
  refusals = new Refusals(notes)
  const request = vi.fn(async () => {
    sync.hear({ kind: 'answered' })
    return new Response('{}')
  })
  instance = { id: 'one' }
  registry = await Registry.open()
  const { keys } = registry
  facts = await chainOf(2)
  const ledger = await openLedger(notes)
  await made(ledger, facts)
  receipts = new Receipts({
    device: DEVICE,
    keys,
    instance,
    spokenWith: instance,
    refusals,
    ledger,
    lacks: () => {},
    failed: () => {},
  })
  for (const fact of facts) receipts.tell(fact)
  await receipts.load()
  const database = fakeDatabase()
  const site = { database, name: 'site-1' }
  arrived = vi.fn(async () => {})
  const papers = { push: () => start('papers')('', undefined, {}), takeAwayWhatArrived: arrived }
  hubs = { root: 'https://hub/couchdb', whom: 'district', lost: vi.fn(async () => {}) }
  const now = () => Date.parse('2021-06-08T01:00:00Z')
  const { signal } = closing
  sync = new Sync({
    hubs,
    site,
    reference: database,
    papers,
    request,
    receipts,
    refusals,
    notes,
    signal,
    now,
    failed,
  })
})

afterEach(() => {
  failed.mockClear()
  sync.stop()
  vi.useRealTimers()
})

type Direction = 'push' | 'pull' | 'papers'

const start = (direction: Direction) => (url: string, _fetch: unknown, options: object) => {
  urls.push(url)
  const handle = new Handle(direction, options)
  handles.push(handle)
  return handle as unknown as ReplicationHandle
}

let urls: string[]

function fakeDatabase(): LocalDatabase {
  return { push: start('push'), pull: start('pull') } as unknown as LocalDatabase
}

const ids = (documents: StoredDocument[]) => documents.map(({ _id }) => _id)
const push = (index = 0) => handles.filter(({ direction }) => direction === 'push')[index] as Handle

test('it pushes the site, pulls the site and the reference, live and again after failures', () => {
  sync.start()
  expect(handles.map(({ direction }) => direction)).toEqual(['push', 'pull', 'pull'])
  expect(handles.every(({ options }) => 'live' in options && 'retry' in options)).toBe(true)
})

test('a new tablet is fetching until the site and the reference have both come once, also over a restart', async () => {
  await sync.load()
  expect(sync.state.isFetching).toBe(false)
  await notes.set(FIRST_FETCH, 'owed')
  await sync.load()
  sync.start()
  handles[1]?.emit('paused', new Error('cut'))
  handles[2]?.emit('paused')
  expect(sync.state.isFetching).toBe(true)
  handles[1]?.emit('paused')
  expect(sync.state.isFetching).toBe(false)
  await sync.load()
  expect(sync.state.isFetching).toBe(false)
})

test('papers wait until all records are at the hub, and what arrived of them is taken away', async () => {
  sync.start()
  const papers = () => handles.filter(({ direction }) => direction === 'papers')
  handles[1]?.emit('paused')
  push().emit('paused', new Error('cut'))
  expect(papers()).toEqual([])
  push().emit('paused')
  push().emit('paused')
  expect(papers()).toHaveLength(1)
  expect(arrived).not.toHaveBeenCalled()
  papers()[0]?.emit('paused')
  expect(arrived).toHaveBeenCalledOnce()
  sync.restart()
  expect(papers()[0]?.cancel).toHaveBeenCalledOnce()
  expect(papers()).toHaveLength(1)
})
const HELD = [
  { _id: FACT, seq: 1, sig: 's' },
  { _id: 'order:void:c:1', kid: '0123456789abcdef', sig: 's' },
  { _id: 'order:void:c:2' }, // from before orders were signed
  { _id: `receipt:${DEVICE}:1`, upTo: 1, sig: 's' },
  { _id: 'block:1' },
]

function offered({ options }: Handle): string[] {
  const { filter } = options as { filter(document: object): boolean }
  return HELD.filter(filter).map(({ _id }) => _id)
}

test('what the hub wrote is not pushed to it', () => {
  sync.start()
  expect(offered(push())).toEqual([FACT])
})

test('a finished round is no receipt', async () => {
  sync.start()
  push().emit('paused')
  await until(() => expect(push(1)?.options).toMatchObject({ checkpoint: false }))
  expect(receipts.waiting.value).toBe(2)
})

test('a refusal is kept and shown, and is not counted as waiting', async () => {
  sync.start()
  push().emit('denied', { id: FACT, name: 'forbidden', reason: '号码不在本机号段内。' })
  await until(() => expect(receipts.waiting.value).toBe(1))
  expect(refusals.list.value).toMatchObject([{ id: FACT, reason: '号码不在本机号段内。' }])
  const again = new Refusals(notes)
  await again.load()
  expect(again.has(FACT)).toBe(true)
})

test('what was refused, and what no receipt covers, is offered again past the checkpoint; what stays refused stays in the list', async () => {
  await refusals.add({ id: FACT, reason: '' })
  await refusals.add({ id: 'visit:x:2', reason: '' })
  receipts.tell(await registry.receipt(facts.slice(0, 1), { refused: [{ id: FACT, rule: '', reason: '' }] }))
  await receipts.read()
  const offering = sync.offerAgain()
  expect(push().options).toEqual({ doc_ids: [FACT, 'visit:x:2', facts[1]?._id], checkpoint: false })
  push().emit('denied', { id: 'visit:x:2' })
  push().finish()
  await offering
  expect(refusals.list.value.map(({ id }) => id)).toEqual(['visit:x:2'])
})

test('what could not be offered is offered when the hub is there again', async () => {
  const offering = sync.offerAgain()
  push().fail()
  await offering
  expect(push(1)).toBeUndefined()
  sync.start()
  handles[2]?.emit('paused') // a pull has nothing more to fetch
  await until(() => expect(push(2)?.options).toMatchObject({ checkpoint: false, doc_ids: ids(facts) }))
  push(2).finish()
  handles[2]?.emit('paused')
  await Promise.resolve()
  expect(push(3)).toBeUndefined()
})

test('once a day everything is offered, whatever the checkpoint says, and not twice at once', async () => {
  receipts.tell(await registry.receipt(facts))
  await receipts.read()
  sync.start()
  push().emit('paused')
  push().emit('paused')
  await until(() => expect(push(1)?.options).toMatchObject({ checkpoint: false }))
  expect(offered(push(1))).toEqual([FACT, 'order:void:c:1'])
  push(1).finish()
  await until(async () => expect(await notes.get('fullPush')).toBeDefined())
  push().emit('paused')
  await notes.get('fullPush')
  expect(push(2)).toBeUndefined()
})

test('what a request carried is sent, and so is what the hub turns out to have', async () => {
  sync.start()
  push().emit('change', { docs: [{ _id: FACT }] })
  expect([receipts.waiting.value, receipts.sent.value]).toEqual([2, 1])
  const offering = sync.offerAgain()
  push(1).finish()
  await offering
  expect([receipts.waiting.value, receipts.sent.value]).toEqual([2, 2])
})

test('a comparison that was cut off is not struck off: it is made again', async () => {
  receipts.tell(await registry.receipt(facts))
  await receipts.read()
  sync.start()
  push().emit('paused')
  await until(() => expect(push(1)).toBeDefined())
  push(1).fail()
  await until(() => {
    push().emit('paused')
    expect(push(2)?.options).toMatchObject({ checkpoint: false })
  })
  expect(await notes.get('fullPush')).toBeUndefined()
})

test('a lost hub is probed; when it answers, what waits starts anew, and nothing else', async () => {
  sync.start()
  sync.hear({ kind: 'answered' })
  expect(sync.state.online).toBe(true)
  await vi.advanceTimersByTimeAsync(60_000)
  sync.hear({ kind: 'unreachable' })
  push().emit('paused', new Error('cut'))
  expect(sync.state.online).toBe(false)
  await vi.advanceTimersByTimeAsync(8000)
  expect(sync.state.online).toBe(true)
  expect(handles.map(({ direction }) => direction)).toEqual(['push', 'pull', 'pull', 'push'])
  expect(handles.map(({ cancel }) => cancel.mock.calls.length)).toEqual([1, 0, 0, 0])
})

test('a hub that comes and goes is not asked again at once each time', async () => {
  sync.start()
  for (let n = 0; n < 10; n += 1) {
    sync.hear({ kind: 'unreachable' })
    handles.at(-1)?.emit('paused', new Error('cut'))
    sync.hear({ kind: 'answered' })
  }
  expect(handles).toHaveLength(3)
  await vi.advanceTimersByTimeAsync(6000)
  expect(handles).toHaveLength(4)
})

test('what PouchDB takes for the end of a replication is none', async () => {
  sync.start()
  push().emit('error', new Error('forbidden'))
  await vi.advanceTimersByTimeAsync(6000)
  expect(push(1).options).toEqual(push().options)
})

test('a hub that fails is said to, in its own words, until all goes through again', () => {
  sync.start()
  push().emit('paused', new Error('the hub is busy (503)'))
  sync.hear({ kind: 'busy', reason: 'The disk is full.' })
  expect(sync.state).toMatchObject({ attention: 'busy', reason: 'The disk is full.' })
  handles[1]?.emit('paused')
  expect(sync.state.attention).toBe('busy')
  push().emit('active')
  push().emit('paused')
  expect(sync.state.attention).toBe('')
})

test('a refusal that could not be kept is told', async () => {
  vi.spyOn(notes, 'set').mockRejectedValueOnce(new Error('the disk is full'))
  sync.start()
  push().emit('denied', { id: FACT, reason: '' })
  await until(() => expect(failed).toHaveBeenCalledExactlyOnceWith(new Error('the disk is full')))
})

test('a restored hub makes all start again, and is offered what no receipt of its own covers', async () => {
  sync.start()
  receipts.tell(await registry.receipt(facts))
  await receipts.read()
  expect(receipts.waiting.value).toBe(0)
  instance.id = 'two'
  sync.hear({ kind: 'hub-restored' })
  await until(() => expect(push(1)).toBeDefined())
  push(1).finish()
  await until(() => expect(handles).toHaveLength(8))
  expect(handles.at(-1)?.options).toEqual({ doc_ids: facts.map(({ _id }) => _id), checkpoint: false })
})

test('a restored hub is offered its orders before the facts that they answer, and again when that was cut off', async () => {
  sync.start()
  sync.hear({ kind: 'hub-restored' })
  await until(() => expect(push(1)).toBeDefined())
  expect([offered(push(1)), handles.length]).toEqual([['order:void:c:1'], 4])
  push(1).fail()
  await until(() => expect(push(3)).toBeDefined())
  expect([offered(push(2)), offered(push(3))]).toEqual([[FACT], ['order:void:c:1']])
})

test('an order that the hub gave otherwise is no refusal of what a clerk wrote', async () => {
  sync.start()
  push().emit('denied', { id: 'order:void:c:1', name: 'forbidden', reason: 'write-once' })
  push().emit('denied', { id: FACT, name: 'forbidden', reason: '号码不在本机号段内。' })
  await until(() => expect(refusals.list.value.map(({ id }) => id)).toEqual([FACT]))
})

test('once closed it asks no more, whatever it hears', async () => {
  sync.start()
  closing.abort()
  expect(handles.every(({ cancel }) => cancel.mock.calls.length === 1)).toBe(true)
  sync.hear({ kind: 'unreachable' })
  sync.hear({ kind: 'hub-restored' })
  sync.hear({ kind: 'answered' })
  sync.restart()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(handles).toHaveLength(3)
})

test('what needs a person is said until the hub takes documents again', () => {
  sync.start()
  sync.hear({ kind: 'refused', reason: '设备已停用' })
  expect(sync.state).toMatchObject({ attention: 'refused', reason: '设备已停用' })
  push().emit('paused')
  expect(sync.state.attention).toBe('')
  sync.hear({ kind: 'not-our-hub' })
  expect(sync.state).toMatchObject({ attention: 'not-our-hub', online: false })
})

test('that the district does not know the tablet is said no more once anything goes through, and nothing waits on', async () => {
  sync.start()
  sync.hear({ kind: 'sign-in-needed' })
  push().emit('paused', new Error('not signed in'))
  expect(sync.state.attention).toBe('sign-in-needed')
  handles[1]?.emit('paused') // the district lets it fetch
  expect(sync.state.attention).toBe('')
  await vi.advanceTimersByTimeAsync(5000)
  expect(push(1)).toBeDefined()
})

test('where the district is lost another hub may be sought', () => {
  sync.start()
  sync.hear({ kind: 'unreachable' })
  expect(hubs.lost).toHaveBeenCalled()
})

test('with the hub of the office everything begins anew there, and it is not the district that is online', async () => {
  sync.start()
  sync.hear({ kind: 'answered' })
  expect([sync.state.online, sync.state.isAtVillage]).toEqual([true, false])
  Object.assign(hubs, { root: 'https://village/couchdb', whom: 'village' })
  const before = handles.length
  sync.turned()
  expect(handles.slice(0, before).every(({ cancel }) => cancel.mock.calls.length > 0)).toBe(true)
  expect(urls.slice(-3)).toEqual([
    'https://village/couchdb/site-1',
    'https://village/couchdb/site-1',
    'https://village/couchdb/reference',
  ])
  sync.hear({ kind: 'answered' })
  expect([sync.state.online, sync.state.isAtVillage]).toEqual([false, true])
})

test('what no receipt covers is offered to the hub it turns to, past every checkpoint', async () => {
  sync.start()
  sync.turned()
  push(1).emit('paused')
  await until(() => expect(push(2)?.options).toMatchObject({ doc_ids: ids(facts), checkpoint: false }))
})
