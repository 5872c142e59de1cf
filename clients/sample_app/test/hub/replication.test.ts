/** A real PouchDB through our `fetch`, against a hub that fails in every way hubs and networks have. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createHubFetch, type HubEvent } from '../../src/hub/hubFetch'
import { LocalDatabase, type ReplicationHandle } from '../../src/local/store'
import { type Asked, type Failure, PaperHub } from '../helpers/paperHub'
import { until } from '../helpers/until'

const IDS = ['a', 'b', 'c', 'd', 'e', 'f']
const ALL_ONCE = Object.fromEntries(IDS.map((id) => [id, 1]))
const PAGE = '<html>Sign in to the network</html>'
const WAIT = { 'retry-after': '3600' }

let hub: PaperHub
let tablet: LocalDatabase
let request: typeof fetch
let events: HubEvent[]
let denied: string[]
let running: ReplicationHandle[]
let closing: AbortController
let databases = 0

beforeEach(async () => {
  hub = await PaperHub.open()
  databases += 1
  tablet = new LocalDatabase(`tablet-${databases}`)
  events = []
  denied = []
  running = []
  closing = new AbortController()
  request = createHubFetch({
    token: () => 'token',
    renew: async () => false,
    instance: { id: '' },
    heard: (event) => events.push(event),
    heardTime: () => {},
    signal: closing.signal,
    timeoutMs: 600, // a busy machine answers late
    pause: () => new Promise((resolve) => setTimeout(resolve)), // an hour in no time
  })
})

afterEach(async () => {
  for (const handle of running) handle.cancel()
  closing.abort()
  await hub.close()
  await tablet.close()
})

const SOON = { back_off_function: () => 1, batch_size: 3 }
const LIVE = { ...SOON, live: true, retry: true }

function push(options: object): ReplicationHandle {
  const handle = tablet.push(hub.url, request, options)
  running.push(handle)
  handle.on('denied', (row) => denied.push((row as unknown as { id: string }).id))
  return handle
}

function pull(options: object): ReplicationHandle {
  const handle = tablet.pull(hub.url, request, options)
  running.push(handle)
  return handle
}

const fill = (ids = IDS) => Promise.all(ids.map((_id) => tablet.put({ _id })))
const atTablet = async () => (await tablet.all()).map(({ _id }) => _id)
const operations = () => hub.asked.map(({ operation }) => operation)

/** Fails at one operation, each time. */
function at(operation: string, failure: Failure) {
  return (asked: Asked) => (asked.operation === operation ? failure : undefined)
}

function always(failure: Failure) {
  return () => failure
}

const json = (status: number, error: string, headers = {}): Failure => ({
  status,
  body: { error, reason: 'told by a test' },
  headers,
})
const portal = (body: unknown): Failure => ({ status: 200, body, stranger: true })

const EVERYWHERE: Record<string, PaperHub['fails']> = {
  'a hub that is full, 503 with Retry-After': always(json(503, 'service_unavailable', WAIT)),
  'too many requests, 429 with Retry-After': always(json(429, 'too_many_requests', WAIT)),
  'a broken hub, 500': always(json(500, 'internal_server_error')),
  'a body that was too slow, 408': always(json(408, 'request_timeout')),
  'a proxy without its hub, 503 HTML': always({ status: 503, body: PAGE, stranger: true }),
  'a proxy that wants a sign-in, 401 HTML': always({ status: 401, body: PAGE, stranger: true }),
  'a sign-in that has ended, 401 JSON': always(json(401, 'unauthorized')),
  'a device that is suspended, 403 JSON': always(json(403, 'forbidden')),
  'a captive portal, 200 HTML': always(portal(PAGE)),
  'a stranger who answers {} to everything': always(portal({})),
  'no answer at all': always('silence'),
  'cut connections': always('cut'),
  'checkpoints that cannot be read': at('_local', json(500, 'internal_server_error')),
  'checkpoints that cannot be written': ({ method, operation }) =>
    operation === '_local' && method === 'PUT' ? json(500, 'internal_server_error') : undefined,
}

const PUSHING: Record<string, PaperHub['fails']> = {
  ...EVERYWHERE,
  'a stranger who answers {} to _revs_diff': at('_revs_diff', portal({})),
  'a stranger who answers [] to _bulk_docs': at('_bulk_docs', portal([])),
  'a hub that answers {} to _bulk_docs': at('_bulk_docs', { status: 201, body: {} }),
  'a row that fails for now': ({ operation, body }) =>
    operation === '_bulk_docs'
      ? { status: 201, body: body.docs?.map(({ _id }) => ({ id: _id, error: 'internal_server_error' })) }
      : undefined,
  'a hub that falls silent at _bulk_docs': at('_bulk_docs', 'silence'),
  'a connection cut before storing': at('_bulk_docs', 'cut'),
  'a connection cut after storing': at('_bulk_docs', 'cut after storing'),
  'an answer that stops in the middle': at('_bulk_docs', 'stops in the middle'),
}

const PULLING: Record<string, PaperHub['fails']> = {
  ...EVERYWHERE,
  'a stranger who answers {} to _changes': at('_changes', portal({})),
  'a hub that answers {} to _changes': at('_changes', { status: 200, body: {} }),
  'a hub that answers {} to _bulk_get': at('_bulk_get', { status: 200, body: {} }),
  'a _bulk_get that is cut': at('_bulk_get', 'cut'),
  'a feed that stops in the middle': at('_changes', 'stops in the middle'),
  'documents that stop in the middle': at('_bulk_get', 'stops in the middle'),
}

describe.each(Object.entries(PUSHING))('push and %s', (_, fails) => {
  beforeEach(async () => {
    await fill()
    hub.fails = fails
  })

  test('once: it says that it failed, and the next time brings everything', async () => {
    await expect(push(SOON)).rejects.toThrow()
    hub.fails = () => undefined
    await push(SOON)
    expect(hub.arrived).toEqual(ALL_ONCE)
    expect(denied).toEqual([])
  })

  test('live: it goes on trying, and brings everything once it is mended', async () => {
    const ended = vi.fn()
    push(LIVE).on('error', ended).on('complete', ended)
    await until(() => expect(hub.failures).toBeGreaterThan(1))
    hub.fails = () => undefined
    await until(() => expect(hub.arrived).toEqual(ALL_ONCE))
    await tablet.put({ _id: 'g' })
    await until(() => expect(hub.arrived).toEqual({ ...ALL_ONCE, g: 1 }))
    expect(ended).not.toHaveBeenCalled()
    expect(denied).toEqual([])
  })
})

describe.each(Object.entries(PULLING))('pull and %s', (_, fails) => {
  beforeEach(() => {
    hub.store(IDS.map((_id) => ({ _id, _rev: '1-a' })))
    hub.fails = fails
  })

  test('once: it says that it failed, and the next time brings everything', async () => {
    await expect(pull(SOON)).rejects.toThrow()
    hub.fails = () => undefined
    await pull(SOON)
    expect(await atTablet()).toEqual(IDS)
  })

  test('live: it goes on trying, and brings everything once it is mended', async () => {
    const ended = vi.fn()
    pull(LIVE).on('error', ended).on('complete', ended)
    await until(() => expect(hub.failures).toBeGreaterThan(1))
    hub.fails = () => undefined
    await until(async () => expect(await atTablet()).toEqual(IDS))
    hub.store([{ _id: 'g', _rev: '1-a' }])
    await until(async () => expect(await atTablet()).toEqual([...IDS, 'g']))
    expect(operations()).not.toContain('a') // none was asked for by itself
    expect(ended).not.toHaveBeenCalled()
  })
})

describe('a batch the hub does not take', () => {
  const tooMany = (most: number) => (asked: Asked) =>
    asked.operation === '_bulk_docs' && (asked.body.docs?.length ?? 0) > most
      ? json(413, 'too_large')
      : undefined
  const with_ = (id: string, status: number, error: string) => (asked: Asked) =>
    asked.body.docs?.some(({ _id }) => _id === id) ? json(status, error) : undefined

  beforeEach(() => fill())

  test('because it has too many documents arrives whole, in smaller ones', async () => {
    hub.fails = tooMany(1)
    const { ok } = await push({ ...SOON, batch_size: 6 })
    expect([ok, denied, hub.arrived]).toEqual([true, [], ALL_ONCE])
  })

  test.each([
    [413, 'document_too_large', 'too_large'],
    [400, 'bad_request', 'told by a test'],
  ])(
    'because of one document (%i) arrives without it, and that one is told',
    async (status, error, reason) => {
      hub.fails = with_('b', status, error)
      const told: unknown[] = []
      push(LIVE).on('denied', (row) => told.push(row))
      await until(() => expect(Object.keys(hub.arrived)).toEqual(['a', 'c', 'd', 'e', 'f']))
      await tablet.put({ _id: 'g' })
      await until(() => expect(hub.arrived.g).toBe(1))
      expect(denied).toEqual(['b'])
      expect(told).toMatchObject([{ id: 'b', name: 'forbidden', reason }])
      hub.fails = () => undefined
      await push({ doc_ids: ['b'], checkpoint: false })
      expect(hub.arrived).toEqual({ ...ALL_ONCE, g: 1 })
    },
  )

  test('and whose second half meets a busy hub is brought in the end, nothing twice', async () => {
    let busy = 2
    hub.fails = (asked) => {
      if (asked.operation !== '_bulk_docs' || asked.body.docs?.[0]?._id !== 'd') return tooMany(3)(asked)
      return busy-- > 0 ? json(500, 'internal_server_error') : undefined
    }
    push({ ...LIVE, batch_size: 6 })
    await until(() => expect(hub.arrived).toEqual(ALL_ONCE))
  })
})

test('a restored hub gets everything again, though its checkpoints say that it has all', async () => {
  await fill()
  push(LIVE)
  await until(() => expect(hub.arrived).toEqual(ALL_ONCE))
  hub.papers.clear()
  hub.instance = 'two'
  await tablet.put({ _id: 'g' }) // an idle push asks nothing
  await until(() => expect([...hub.papers.keys()].sort()).toEqual([...IDS, 'g']))
  expect(events).toContainEqual({ kind: 'hub-restored' })
})
