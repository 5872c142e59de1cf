import { expect, test, vi } from 'vitest'
import { HubApi, HubUnreachable, LONG_LIMIT_MS } from '../../src/hub/api'

const headers = { 'x-hub-instance': 'a', 'content-type': 'application/json' }

function answering(body: BodyInit): HubApi {
  return new HubApi({ inner: async () => new Response(body, { headers }), heardTime: () => {} })
}

test('an answer that stops half-way is no answer', async () => {
  const stopped = new ReadableStream({
    start(stream) {
      stream.enqueue(new TextEncoder().encode('{"challe'))
      stream.error(new DOMException('the time is up', 'TimeoutError'))
    },
  })
  await expect(answering(stopped).challenge('x')).rejects.toThrow(HubUnreachable)
  await expect(answering('{"challe').challenge('x')).rejects.toThrow(HubUnreachable)
})

test('what takes the hub long is waited for longer than other answers', async () => {
  const limits = vi.spyOn(globalThis, 'setTimeout')
  const api = answering('{"data": {}}')
  await api.ask('{ __typename }', {}, 'T')
  await api.ask('mutation { importPeople(csv: "") { isWritten } }', {}, 'T', LONG_LIMIT_MS)
  const [usual, long] = limits.mock.calls.map(([, ms]) => ms)
  expect(long).toBe(LONG_LIMIT_MS)
  expect(usual).toBeLessThan(60_000)
  limits.mockRestore()
})
