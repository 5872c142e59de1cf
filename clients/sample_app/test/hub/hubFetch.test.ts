import { beforeEach, describe, expect, test, vi } from 'vitest'
import { backOff, createHubFetch, type HubEvent } from '../../src/hub/hubFetch'
import { until } from '../helpers/until'

const URL_BULK = 'https://hub.example/couchdb/site-1/_bulk_docs'
const URL_DIFF = 'https://hub.example/couchdb/site-1/_revs_diff'
const URL_DB = 'https://hub.example/couchdb/site-1'

interface Answer {
  status?: number
  body?: unknown
  headers?: Record<string, string>
}

let events: HubEvent[]
let times: string[]
let sent: { url: string; authorization: string | null; body: string }[]
let token: string
let renewals: number
let pauses: number[]
let closing: AbortController

beforeEach(() => {
  events = []
  times = []
  sent = []
  token = 'old'
  renewals = 0
  pauses = []
  closing = new AbortController()
})

/** A hub that gives these answers in turn, the last one again and again. */
function hub(...answers: (Answer | 'silence' | 'cut')[]) {
  return vi.fn(async (input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers)
    sent.push({
      url: String(input),
      authorization: headers.get('authorization'),
      body: String(init.body ?? ''),
    })
    const answer = answers[Math.min(sent.length, answers.length) - 1] ?? {}
    if (answer === 'cut') throw new TypeError('Failed to fetch')
    if (answer === 'silence') return new Promise((_, reject) => whenAborted(init.signal, reject))
    const { status = 200, body = {}, headers: more = {} } = answer
    const own = { 'x-hub-instance': 'one', 'x-hub-time': '2021-06-08T01:00:00.000Z', ...more }
    return new Response(JSON.stringify(body), { status, headers: own })
  })
}

function whenAborted(signal: AbortSignal | null | undefined, reject: (reason: unknown) => void): void {
  if (signal?.aborted) reject(signal.reason)
  signal?.addEventListener('abort', () => reject(signal.reason))
}

interface More {
  instance?: { id: string }
  renew?: () => Promise<boolean>
  pause?: undefined // the real one
}

function wrap(inner: typeof fetch, more: More = {}) {
  const renew = async () => {
    renewals += 1
    token = 'new'
    return true
  }
  return createHubFetch({
    inner,
    token: () => token,
    renew: more.renew ?? renew,
    instance: more.instance ?? { id: '' },
    heard: (event) => events.push(event),
    heardTime: (time) => times.push(time),
    signal: closing.signal,
    timeoutMs: 20,
    maxBodyBytes: 400,
    ...('pause' in more
      ? {}
      : {
          pause: async (ms: number) => {
            pauses.push(ms)
          },
        }),
  })
}

const kinds = () => events.map(({ kind }) => kind)
const batch = (...ids: string[]) => ({
  method: 'POST',
  body: JSON.stringify({
    docs: ids.map((_id) => ({ _id, _rev: '1-a', text: 'x'.repeat(100) })),
    new_edits: false,
  }),
})

describe('an answer of the hub', () => {
  test('goes through, tells the time and carries the token', async () => {
    const response = await wrap(hub({ body: { ok: true } }))(URL_DB)
    expect(await response.json()).toEqual({ ok: true })
    expect(sent[0]?.authorization).toBe('Bearer old')
    expect(times).toEqual(['2021-06-08T01:00:00.000Z'])
    expect(kinds()).toEqual(['answered'])
  })

  test('the bytes of bodies are counted, up and down', async () => {
    const moved = vi.fn()
    const request = createHubFetch({
      inner: hub({ body: '村' }),
      token: () => 'token',
      renew: async () => false,
      instance: { id: '' },
      heard: () => {},
      heardTime: () => {},
      moved,
      signal: closing.signal,
    })
    await request(URL_DB, { method: 'POST', body: '社区' })
    await request(URL_DB)
    expect(moved.mock.calls).toEqual([
      [6, 5],
      [0, 5],
    ])
  })

  test('without a token one is got first', async () => {
    token = ''
    await wrap(hub({}))(URL_DB)
    expect(sent[0]?.authorization).toBe('Bearer new')
  })

  test('401 renews the token and asks again, without PouchDB noticing', async () => {
    const response = await wrap(hub({ status: 401 }, { body: 'fine' }))(URL_DB)
    expect(response.status).toBe(200)
    expect(sent.map(({ authorization }) => authorization)).toEqual(['Bearer old', 'Bearer new'])
  })

  test('401 that stays is told and thrown, never returned', async () => {
    await expect(wrap(hub({ status: 401 }))(URL_DB)).rejects.toThrow('not signed in')
    expect(renewals).toBe(1)
    expect(kinds()).toContain('sign-in-needed')
  })

  test('401 whose key is not admitted any more is told', async () => {
    await expect(wrap(hub({ status: 401 }), { renew: async () => false })(URL_DB)).rejects.toThrow()
    expect(kinds()).toContain('sign-in-needed')
  })

  test('403 is told with its reason and thrown', async () => {
    const refusing = hub({ status: 403, body: { error: 'forbidden', reason: '设备已停用' } })
    await expect(wrap(refusing)(URL_DB)).rejects.toThrow()
    expect(events).toContainEqual({ kind: 'refused', reason: '设备已停用' })
  })

  test.each([429, 500, 502, 503])('%i is thrown, so that PouchDB tries again', async (status) => {
    const reason = 'The disk is full.'
    await expect(wrap(hub({ status, body: { reason } }))(URL_DB)).rejects.toThrow(`busy (${status})`)
    expect(events).toEqual([{ kind: 'busy', reason }]) // not a hub that answers
  })

  test.each([429, 503])(
    'after %i it comes back when it was told to, and PouchDB does not notice',
    async (status) => {
      const response = await wrap(hub({ status, headers: { 'retry-after': '7' } }, { body: 'fine' }))(URL_DB)
      expect(await response.json()).toBe('fine')
      expect(pauses).toHaveLength(1)
      expect(pauses[0]).toBeGreaterThanOrEqual(7000)
      expect(pauses[0]).toBeLessThanOrEqual(14_000)
    },
  )

  test('Retry-After may be a date, and is never kept to for longer than a minute', async () => {
    const tomorrow = new Date(Date.now() + 86_400_000).toUTCString()
    await wrap(hub({ status: 429, headers: { 'retry-after': tomorrow } }, {}))(URL_DB)
    expect(pauses).toEqual([60_000])
  })

  test('a hub that stays busy is left to PouchDB’s own waiting after a few tries', async () => {
    const busy = hub({ status: 429, headers: { 'retry-after': '1' } })
    await expect(wrap(busy)(URL_DB)).rejects.toThrow('busy (429)')
    expect(sent).toHaveLength(4)
  })

  test('while the whole hub is full, other requests wait too; one limit of this tablet holds up only its own', async () => {
    const waits = async (status: number) => {
      pauses = []
      sent = []
      const request = wrap(hub({ status, headers: { 'retry-after': '5' } }, {}))
      await request(URL_DB)
      await request(URL_DIFF, { method: 'POST' })
      return pauses.length
    }
    expect([await waits(503), await waits(429)]).toEqual([2, 1])
  })

  test('waiting ends with the replication that waits', async () => {
    const cancel = new AbortController()
    const request = wrap(hub({ status: 429, headers: { 'retry-after': '60' } }, 'silence'), {
      pause: undefined,
    })
    const asked = request(URL_DB, { signal: cancel.signal })
    await until(() => expect(sent).toHaveLength(1))
    cancel.abort()
    await expect(asked).rejects.toThrow()
  })
})

describe('what is not an answer of the hub', () => {
  test('a captive portal’s page', async () => {
    const portal = async () => new Response('<html>sign in</html>')
    await expect(wrap(portal)(URL_DB)).rejects.toThrow('not the hub')
    expect(kinds()).toEqual(['not-our-hub'])
  })

  test('a proxy that cannot reach the hub is no captive portal', async () => {
    const proxy = async () => new Response('<html>Bad Gateway</html>', { status: 502 })
    await expect(wrap(proxy)(URL_DB)).rejects.toThrow('not the hub')
    expect(kinds()).toEqual(['unreachable'])
  })

  test('silence ends at the time limit', async () => {
    await expect(wrap(hub('silence'))(URL_DB)).rejects.toThrow()
    expect(kinds()).toEqual(['unreachable'])
  })

  test('a cut connection', async () => {
    await expect(wrap(hub('cut'))(URL_DB)).rejects.toThrow('Failed to fetch')
    expect(kinds()).toEqual(['unreachable'])
  })

  test('our own cancelling is no sign of a lost network', async () => {
    const cancel = new AbortController()
    const request = wrap(hub('silence'))(URL_DB, { signal: cancel.signal })
    cancel.abort()
    await expect(request).rejects.toThrow()
    expect(kinds()).toEqual([])
  })

  test('nothing is asked and nothing told once the tablet is closed', async () => {
    const request = wrap(hub('silence'))
    const asked = request(URL_DB)
    closing.abort()
    await expect(asked).rejects.toThrow()
    await expect(request(URL_DB)).rejects.toThrow()
    expect(kinds()).toEqual([])
  })

  test('a restored hub is told once, and the next answer is good', async () => {
    const instance = { id: 'before' }
    const request = wrap(hub({}), { instance })
    await expect(request(URL_DB)).rejects.toThrow('restored')
    await request(URL_DB)
    expect(kinds()).toEqual(['hub-restored', 'answered'])
    expect(instance.id).toBe('one')
  })

  test('a restored hub is told once to all who ask at the same time', async () => {
    const request = wrap(hub({}), { instance: { id: 'before' } })
    const asked = await Promise.allSettled([request(URL_DB), request(URL_DB), request(URL_DB)])
    expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    expect(kinds()).toEqual(['hub-restored'])
  })

  test.each([
    ['_revs_diff', []],
    ['_revs_diff', 'text'],
    ['_revs_diff', null],
    ['_revs_diff', { ok: true }],
    ['_bulk_docs', {}],
    ['_bulk_docs', ['row']],
    ['_changes', {}],
    ['_changes', { results: [] }],
    ['_bulk_get', []],
  ])('to %s not %j', async (operation, body) => {
    const asked = wrap(hub({ body }))(`${URL_DB}/${operation}?x=1`, batch('a'))
    await expect(asked).rejects.toThrow(`bad ${operation} answer`)
  })
})

describe('a batch', () => {
  const ids = () =>
    sent.map(({ body }) => (JSON.parse(body) as { docs: { _id: string }[] }).docs.map((d) => d._id))

  test('that fits goes as it is', async () => {
    await wrap(hub({ status: 201, body: [] }))(URL_BULK, batch('a', 'b'))
    expect(ids()).toEqual([['a', 'b']])
  })

  test('over the limit goes in halves, and the rows come back together', async () => {
    const rows = hub({ status: 201, body: [{ id: 'x' }] })
    const response = await wrap(rows)(URL_BULK, batch('a', 'b', 'c', 'd'))
    expect(ids()).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
    expect(await response.json()).toEqual([{ id: 'x' }, { id: 'x' }])
  })

  test('that the hub finds too large is split; one document alone becomes a refusal', async () => {
    const response = await wrap(hub({ status: 413 }, { status: 413 }, { status: 201, body: [] }))(
      URL_BULK,
      batch('a', 'b'),
    )
    expect(ids()).toEqual([['a', 'b'], ['a'], ['b']])
    expect(await response.json()).toEqual([{ id: 'a', rev: '1-a', error: 'forbidden', reason: 'too_large' }])
  })

  test.each([400, 412])('in which the hub cannot take one document (%i) goes without it', async (status) => {
    const odd = { status, body: { error: 'bad_request', reason: 'invalid JSON' } }
    const response = await wrap(hub(odd, odd, { status: 201, body: [] }))(URL_BULK, batch('a', 'b'))
    expect(await response.json()).toEqual([
      { id: 'a', rev: '1-a', error: 'forbidden', reason: 'invalid JSON' },
    ])
  })

  test('is measured in bytes, of which a Chinese character has three', async () => {
    const body = JSON.stringify({
      docs: ['a', 'b'].map((_id) => ({ _id, _rev: '1-a', text: '婚'.repeat(60) })),
    })
    expect(body.length).toBeLessThan(400)
    await wrap(hub({ status: 201, body: [] }))(URL_BULK, { method: 'POST', body })
    expect(ids()).toEqual([['a'], ['b']])
  })
})

test('waits double up to a minute, each a little different', () => {
  const waits = Array.from({ length: 50 }, () => backOff(1000))
  expect(Math.min(...waits)).toBeGreaterThanOrEqual(1500)
  expect(Math.max(...waits)).toBeLessThanOrEqual(2500)
  expect(backOff(10 ** 9)).toBeLessThanOrEqual(75_000)
})
