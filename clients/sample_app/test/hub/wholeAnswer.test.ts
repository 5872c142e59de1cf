import { expect, test, vi } from 'vitest'
import { wholeAnswer } from '../../src/hub/wholeAnswer'

const URL = 'http://hub/'
const TEXT = new TextEncoder()

/** A body that begins and never ends, by an engine that has forgotten what ends it. */
const stopped = async () =>
  new Response(new ReadableStream({ start: (body) => body.enqueue(TEXT.encode('{"re')) }))

test('an answer comes with its status, its headers and its whole body', async () => {
  const inner = async () => new Response('{"ok":true}', { status: 201, headers: { 'x-hub-instance': 'one' } })
  const answer = await wholeAnswer(URL, {}, 1000, inner)
  expect([answer.status, answer.headers.get('x-hub-instance')]).toEqual([201, 'one'])
  expect(await answer.json()).toEqual({ ok: true })
})

test('one that stops in the middle ends with the time, even if nothing tells its body so', async () => {
  await expect(wholeAnswer(URL, {}, 20, stopped)).rejects.toThrow('no answer in time')
})

test('and with the signal of who asked', async () => {
  const closing = new AbortController()
  const asked = wholeAnswer(URL, { signal: closing.signal }, 60_000, stopped)
  closing.abort(new Error('the tablet is locked'))
  await expect(asked).rejects.toThrow('the tablet is locked')
  await expect(wholeAnswer(URL, { signal: closing.signal }, 60_000, stopped)).rejects.toThrow('is locked')
})

test('one that never ends leaves nothing behind with who asked', async () => {
  const { signal } = new AbortController()
  const [added, removed] = [vi.spyOn(signal, 'addEventListener'), vi.spyOn(signal, 'removeEventListener')]
  await expect(wholeAnswer(URL, { signal }, 20, stopped)).rejects.toThrow('no answer in time')
  expect(removed.mock.calls).toEqual(added.mock.calls)
})

test('the request itself is told of both', async () => {
  let told: AbortSignal | null | undefined
  const silent: typeof fetch = (_, init) => {
    told = init?.signal
    return new Promise(() => {})
  }
  await expect(wholeAnswer(URL, {}, 20, silent)).rejects.toThrow('no answer in time')
  expect(told?.aborted).toBe(true)
})

test('what went wrong on the way is told as it was', async () => {
  const cut = async () => Promise.reject(new TypeError('Failed to fetch'))
  await expect(wholeAnswer(URL, {}, 1000, cut)).rejects.toThrow(TypeError)
})
