import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { effectScope } from 'vue'
import { hasEnded, signedIn, signOut, useStaying } from '../../src/district/session'
import { until } from '../helpers/until'

const PERSON = { name: 'district', displayName: '陈管理', role: 'administrator', area: '500116' }
const hub = vi.fn<typeof fetch>()
const page = new EventTarget()

let scope = effectScope()

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2021-06-08T01:00:00Z') })
  vi.stubGlobal('fetch', hub)
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page))
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page))
  vi.stubGlobal('sessionStorage', { setItem() {}, removeItem() {} })
  signedIn.value = { token: 'first', expiresAt: '2021-06-08T02:00:00Z', person: PERSON }
  scope = effectScope()
  scope.run(useStaying)
})
afterEach(() => {
  scope.stop()
  signOut()
  hub.mockReset()
  vi.useRealTimers()
})

function answers(body: object, status = 200): void {
  hub.mockImplementation(
    async () => new Response(JSON.stringify(body), { status, headers: { 'x-hub-instance': 'one' } }),
  )
}

function use(at: string): void {
  vi.setSystemTime(new Date(`2021-06-08T${at}Z`))
  page.dispatchEvent(new Event('keydown'))
}

test('whoever types near the end of the hour is given a token for the next', async () => {
  answers({ token: 'second', expiresAt: '2021-06-08T02:35:00Z' })
  use('01:20:00')
  expect(hub).not.toHaveBeenCalled()
  use('01:35:00')
  use('01:35:01')
  await until(() => expect(signedIn.value?.token).toBe('second'))
  expect(hub).toHaveBeenCalledTimes(1)
  expect(hub.mock.calls[0]?.[0]).toBe('/auth/prolong')
})

test('whoever comes back too late is asked to sign in at once, over what is there', async () => {
  answers({ error: 'unauthorized', reason: 'The token is not valid or has expired.' }, 401)
  use('02:10:00')
  await until(() => expect(hasEnded.value).toBe(true))
  expect(signedIn.value?.token).toBe('first')
})

test('without the hub it is tried again a minute later', async () => {
  hub.mockRejectedValueOnce(new TypeError('no network'))
  use('01:40:00')
  await vi.advanceTimersByTimeAsync(0)
  answers({ token: 'second', expiresAt: '2021-06-08T02:41:00Z' })
  use('01:41:01')
  await until(() => expect(signedIn.value?.token).toBe('second'))
  expect(hasEnded.value).toBe(false)
})
