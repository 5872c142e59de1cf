import { expect, test } from 'vitest'
import { HubApi, HubUnreachable } from '../../src/hub/api'

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
