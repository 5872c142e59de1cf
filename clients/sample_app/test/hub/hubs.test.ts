import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { answersAt, Hubs } from '../../src/hub/hubs'
import type { StoredDocument } from '../../src/local/store'

const DISTRICT = 'https://yici.example'
const VILLAGE = 'https://sipaifang.yici.example'
const SITE = '500116001901'
const A_MINUTE = 60_000

let there: Set<string>
let closing: AbortController
const turned = vi.fn()
let hubs: Hubs

const office = (villageHub?: string, code = SITE) =>
  ({ _id: `site:${code}`, _rev: '1-a', type: 'site', code, villageHub }) as unknown as StoredDocument

beforeEach(() => {
  vi.useFakeTimers()
  turned.mockClear()
  there = new Set([VILLAGE])
  closing = new AbortController()
  const answers = async (origin: string) => there.has(origin)
  hubs = new Hubs({ site: SITE, district: DISTRICT, answers, turned, signal: closing.signal })
  hubs.tell(office(VILLAGE))
})

afterEach(() => {
  closing.abort()
  vi.useRealTimers()
})

test('while the district does not answer, the hub of the office is spoken with, and the district again when it does', async () => {
  expect([hubs.whom, hubs.root]).toEqual(['district', `${DISTRICT}/couchdb`])
  await hubs.lost()
  expect([hubs.whom, hubs.root, turned.mock.calls.length]).toEqual(['village', `${VILLAGE}/couchdb`, 1])
  await vi.advanceTimersByTimeAsync(A_MINUTE)
  expect(hubs.whom).toBe('village')
  there.add(DISTRICT)
  await vi.advanceTimersByTimeAsync(A_MINUTE)
  expect([hubs.whom, turned.mock.calls.length]).toEqual(['district', 2])
})

test('where neither answers nothing turns', async () => {
  there.clear()
  await hubs.lost()
  expect([hubs.whom, turned.mock.calls.length]).toEqual(['district', 0])
})

test('a village hub that is lost in its turn is left for a district that answers', async () => {
  await hubs.lost()
  there = new Set([DISTRICT])
  await hubs.lost()
  expect(hubs.whom).toBe('district')
})

test('an office without a hub, and the hub of another office, are nothing to turn to', async () => {
  hubs.tell(office(undefined))
  hubs.tell(office('https://degan.example', '500116002901'))
  await hubs.lost()
  expect(hubs.whom).toBe('district')
})

test('an address that is taken away is left at once', async () => {
  await hubs.lost()
  hubs.tell(office(undefined))
  expect(hubs.whom).toBe('district')
  expect(hubs.of(`${VILLAGE}/couchdb/`), 'not given the token of the district').toBe('village')
})

test('each address is known by whose it is', () => {
  expect(hubs.of(`${VILLAGE}/couchdb/site-1/_changes`)).toBe('village')
  expect(hubs.of(`${DISTRICT}/couchdb/site-1/_changes`)).toBe('district')
  expect(hubs.of(`${DISTRICT}.elsewhere/couchdb/`)).toBe('village')
})

test('a closed tablet looks for nobody', async () => {
  await hubs.lost()
  closing.abort()
  there.add(DISTRICT)
  await vi.advanceTimersByTimeAsync(A_MINUTE)
  expect(turned).toHaveBeenCalledTimes(1)
})

test('only an answer of a hub counts', async () => {
  const said = (headers: Record<string, string>, status = 200) =>
    answersAt(VILLAGE, async () => new Response('{}', { status, headers }))
  expect(await said({ 'x-hub-instance': 'one' })).toBe(true)
  expect(await said({})).toBe(false)
  expect(await said({ 'x-hub-instance': 'one' }, 503)).toBe(false)
  expect(await answersAt(VILLAGE, async () => Promise.reject(new TypeError('gone')))).toBe(false)
})
