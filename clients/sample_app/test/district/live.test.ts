import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Live } from '../../src/district/live'

/** The hub's end of a socket. */
class FakeSocket {
  onopen: () => void = () => {}
  onmessage: (message: { data: string }) => void = () => {}
  onclose: ((event: { code: number }) => void) | null = () => {}
  readonly heard: { type: string; id?: string; payload?: object }[] = []

  send(text: string) {
    this.heard.push(JSON.parse(text))
  }

  close() {
    this.onclose?.({ code: 1000 })
  }

  tell(type: string, members: object = {}) {
    this.onmessage({ data: JSON.stringify({ type, ...members }) })
  }

  accept() {
    this.onopen()
    this.tell('connection_ack')
  }
}

const sockets: FakeSocket[] = []
const last = () => sockets.at(-1) as FakeSocket
let token = 'T'

function opened() {
  const connect = () => {
    sockets.push(new FakeSocket())
    return last() as unknown as WebSocket
  }
  return new Live({ connect, token: () => token })
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(Math, 'random').mockReturnValue(1)
  sockets.length = 0
  token = 'T'
})

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

test('it signs in, then subscribes, then tells', () => {
  const told = vi.fn()
  opened().subscribe('subscription { x }', { n: 1 }, told)
  last().accept()
  expect(last().heard).toEqual([
    { type: 'connection_init', payload: { authorization: 'Bearer T' } },
    { type: 'subscribe', id: '1', payload: { query: 'subscription { x }', variables: { n: 1 } } },
  ])
  last().tell('next', { id: '1', payload: { data: { x: 2 } } })
  expect(told).toHaveBeenCalledExactlyOnceWith({ x: 2 })
})

test('two subscriptions share a socket, and the last to end closes it', () => {
  const live = opened()
  const endFirst = live.subscribe('a', {}, () => {})
  last().accept()
  const endSecond = live.subscribe('b', {}, () => {})
  endFirst()
  expect(sockets).toHaveLength(1)
  expect(last().heard.at(-1)).toEqual({ type: 'complete', id: '1' })
  expect(live.isOpen.value).toBe(true)
  endSecond()
  expect(live.isOpen.value).toBe(false)
})

test('a lost connection is made again, later each time, and all is subscribed anew', () => {
  const live = opened()
  live.subscribe('a', {}, () => {})
  last().accept()
  for (const wait of [1_000, 2_000, 4_000]) {
    last().onclose?.({ code: 1006 })
    expect(live.isOpen.value).toBe(false)
    vi.advanceTimersByTime(wait - 1)
    const before = sockets.length
    vi.advanceTimersByTime(1)
    expect(sockets).toHaveLength(before + 1)
  }
  last().accept()
  expect(last().heard.at(-1)).toMatchObject({ type: 'subscribe', id: '1' })
})

test('once the hub has told something, the waiting begins anew', () => {
  opened().subscribe('a', {}, () => {})
  last().onclose?.({ code: 1006 })
  vi.advanceTimersByTime(1_000)
  last().accept()
  last().tell('next', { id: '1', payload: { data: {} } })
  last().onclose?.({ code: 1006 })
  vi.advanceTimersByTime(1_000)
  expect(sockets).toHaveLength(3)
})

test('a token that has ended is not tried again; the next one is', () => {
  const live = opened()
  live.subscribe('a', {}, () => {})
  last().onclose?.({ code: 4401 })
  vi.advanceTimersByTime(600_000)
  expect(sockets).toHaveLength(1)
  token = 'U'
  live.startAnew()
  last().accept()
  expect(last().heard[0]).toEqual({ type: 'connection_init', payload: { authorization: 'Bearer U' } })
})

test('nobody signed in: nothing is opened', () => {
  token = ''
  opened().subscribe('a', {}, () => {})
  expect(sockets).toHaveLength(0)
})

test('a subscription that the hub ends is asked again after a while', () => {
  opened().subscribe('a', {}, () => {})
  last().accept()
  last().tell('error', { id: '1' })
  vi.advanceTimersByTime(1_000)
  expect(sockets).toHaveLength(2)
})

test('a ping is answered', () => {
  opened().subscribe('a', {}, () => {})
  last().accept()
  last().tell('ping')
  expect(last().heard.at(-1)).toEqual({ type: 'pong' })
})
