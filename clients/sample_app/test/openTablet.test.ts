import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Device } from '../src/local/device'
import { notes } from '../src/local/notes'
import { People, type Unlocked } from '../src/local/people'
import { Seal } from '../src/local/seal'
import { LocalDatabase } from '../src/local/store'
import { openTablet } from '../src/openTablet'
import { vectors } from './domain/vectors'
import { unexpected } from './helpers/unexpected'
import { until } from './helpers/until'
import { DEVICE, keyOf, SITE } from './helpers/window'

const device = { device: DEVICE, site: { code: SITE }, credential: '' } as Device
const person = { name: 'sipaifang-1', displayName: '周经办', role: 'clerk' } as const
let people: People
let unlocked: Unlocked
const tab = { exclusively: <T>(work: () => Promise<T>) => work() }
let page: EventTarget
const asked = vi.fn(async () => Promise.reject(new TypeError('Failed to fetch')))

beforeEach(async () => {
  people = await People.load(notes, person)
  unlocked ??= await people.begin('271828')
  page = new EventTarget()
  vi.stubGlobal('window', page)
  vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }))
  vi.stubGlobal('location', { origin: 'https://hub.example' })
  vi.stubGlobal('fetch', asked)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

async function open(signal: AbortSignal) {
  const life = { signal, ended: () => {}, failed: unexpected }
  const tablet = await openTablet({ device, tab, life, people, unlocked })
  await tablet.read()
  return tablet
}

test('a closed tablet hears nothing, asks nothing and keeps no time', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const closing = new AbortController()
  const tablet = await open(closing.signal)
  await until(() => expect(asked).toHaveBeenCalled())
  closing.abort()
  expect(vi.getTimerCount()).toBe(0)
  const restarted = vi.spyOn(tablet.sync, 'restart')
  page.dispatchEvent(new Event('online'))
  document.dispatchEvent(new Event('visibilitychange'))
  expect(restarted).not.toHaveBeenCalled()
  const reference = new LocalDatabase('reference')
  const heard = new Promise((resolve) => reference.watch(resolve, unexpected))
  const guide = { _id: 'guide:later', type: 'guide' }
  await reference.put(guide)
  await heard
  expect(tablet.guides.size).toBe(0)
})

test('what is not understood or malformed on its disk does not keep a tablet shut', async () => {
  vi.spyOn(console, 'error').mockReturnValue()
  const sealing = { seal: new Seal(unlocked.key), unreadable: unexpected }
  const site = new LocalDatabase(`sealed-site-${SITE}`, sealing)
  const receipt = { type: 'receipt', device: DEVICE, instance: '', kid: 'k', at: 'never', sig: '§' }
  await site.put({ _id: 'receipt:x', ...receipt } as { _id: string })
  await site.put({ _id: 'copy:x', type: 'copy' } as { _id: string })
  await new LocalDatabase('reference').put({ _id: 'key:k', type: 'key', kid: 'k' } as { _id: string })
  const closing = new AbortController()
  const tablet = await open(closing.signal)
  expect([...tablet.unread.keys()]).toEqual(['copy:x'])
  expect(tablet.receipts.upTo.value).toBe(0)
  closing.abort()
})

test('the key of a tablet is left for the district as soon as it has said what to seal with', async () => {
  const { districtKeys, key } = vectors<{
    districtKeys: Record<string, string>
    key: { _id: string; kid: string }
  }>('sealings')
  const [[kid, publicKey] = ['', '']] = Object.entries(districtKeys)
  const years = { from: '2021-01-01', until: '2031-12-31' }
  const reference = new LocalDatabase('reference')
  await reference.put({ _id: `key:${kid}`, type: 'key', kid, publicKey, ...years } as { _id: string })
  const closing = new AbortController()
  const parts = {
    tab,
    life: { signal: closing.signal, ended: () => {}, failed: unexpected },
    people,
    unlocked,
  }
  await openTablet({ device: { ...device, admittedBy: kid }, ...parts })
  const left = async () => (await notes.keys()).filter((name) => name.startsWith('escrow:'))
  expect(await left()).toEqual([])
  await reference.put(key)
  await until(async () => expect(await left()).toEqual([`escrow:${key.kid}`]))
  closing.abort()
})

test('what is to be written waits until all that is stored is read', async () => {
  let queue: Promise<unknown> = Promise.resolve()
  const oneAtATime = <T>(work: () => Promise<T>): Promise<T> => {
    const done = queue.then(work)
    queue = done
    return done
  }
  const closing = new AbortController()
  const { privateKey } = await keyOf(DEVICE)
  const tablet = await openTablet({
    device: { ...device, privateKey },
    tab: { exclusively: oneAtATime },
    life: { signal: closing.signal, ended: () => {}, failed: unexpected },
    people,
    unlocked,
  })
  const done: string[] = []
  const reading = tablet.read().then(() => done.push('read'))
  const check = { checklist: '2021-7', finding: '', rectifiedOn: '' }
  const writing = tablet.work.selfCheck(check).then(() => done.push('written'))
  expect(tablet.isRead.value).toBe(false)
  await Promise.all([reading, writing])
  expect([done, tablet.isRead.value]).toEqual([['read', 'written'], true])
  closing.abort()
})

test('a tablet closed while it is opened starts nothing', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const closing = new AbortController()
  const opening = open(closing.signal)
  closing.abort()
  asked.mockClear()
  await opening
  expect(vi.getTimerCount()).toBe(0)
  expect(asked).not.toHaveBeenCalled()
})
