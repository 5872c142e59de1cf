import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { connectToHub } from '../../../src/district/graphiql/hub'
import { hasEnded, signedIn } from '../../../src/district/session'

const PERSON = { name: 'district', displayName: '江津区管理员', role: 'district_admin', area: '500116' }
const asked: { headers: Headers }[] = []
let answer: () => Response

beforeEach(() => {
  asked.length = 0
  hasEnded.value = false
  signedIn.value = { token: 'T', expiresAt: '2026-11-29T10:00:00Z', person: PERSON }
  vi.stubGlobal('location', { href: 'http://hub/graphql' })
  vi.stubGlobal('WebSocket', class {})
  vi.stubGlobal('fetch', async (_: string, init: { headers: Headers }) => {
    asked.push(init)
    return answer()
  })
})
afterEach(() => vi.unstubAllGlobals())

const ask = () => connectToHub().fetcher({ query: '{ sites { code } }' })

test('asks in the name of who is signed in', async () => {
  answer = () => Response.json({ data: { sites: [] } })
  expect(await ask()).toEqual({ data: { sites: [] } })
  expect(asked[0]?.headers.get('authorization')).toBe('Bearer T')
  expect(asked[0]?.headers.get('content-type')).toBe('application/json')
  expect(hasEnded.value).toBe(false)
})

test('nobody’s question carries no token, and its refusal ends no sign-in', async () => {
  signedIn.value = null
  answer = () => Response.json({ errors: [{ message: 'Sign in.', extensions: { code: 'unauthorized' } }] })
  await ask()
  expect(asked[0]?.headers.has('authorization')).toBe(false)
  expect(hasEnded.value).toBe(false)
})

test.each([
  [200, { errors: [{ message: 'Sign in.', extensions: { code: 'unauthorized' } }] }],
  [401, { error: 'unauthorized', reason: 'The token has ended.' }],
])('a token that has ended asks to sign in again: %i', async (status, refusal) => {
  answer = () => Response.json(refusal, { status })
  await ask()
  expect(hasEnded.value).toBe(true)
})

test('says so when the hub cannot be reached', async () => {
  answer = () => {
    throw new TypeError('Failed to fetch')
  }
  await expect(ask()).rejects.toThrow('连接不上服务器')
})
