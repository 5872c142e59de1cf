import { beforeEach, expect, test } from 'vitest'
import type { Ending } from '../../src/domain/ending'
import { HubRefusal, HubUnreachable, type Renewed } from '../../src/hub/api'
import { askReadmission, heardEnding, hearEnding } from '../../src/hub/ending'
import { KnownKeys } from '../../src/known/keys'
import type { Device } from '../../src/local/device'
import type { Notes } from '../../src/local/notes'
import type { StoredDocument } from '../../src/local/store'
import { createNotes } from '../helpers/notes'
import { Registry } from '../helpers/receipts'

const DEVICE = '500116001901A3'
const ASKED = 'the signature of this tablet'
let notes: Notes
let district: Registry
let published: StoredDocument[]

beforeEach(async () => {
  notes = createNotes()
  district = await Registry.open()
  published = [district.key as unknown as StoredDocument]
})

function ending(changed: Partial<Ending> = {}, by: Registry = district): Promise<Ending> {
  const at = '2021-06-08T01:00:00.000Z'
  const said = {
    type: 'ending',
    v: 1,
    device: DEVICE,
    why: 'stolen',
    wipe: true,
    answers: ASKED,
    at,
  } as const
  return by.say({ ...said, ...changed })
}

async function hear(told: Ending, asked = ASKED, admittedBy = district.key.kid): Promise<boolean> {
  const keys = new KnownKeys(admittedBy)
  for (const key of published) keys.tell(key)
  await keys.judged()
  return hearEnding(told, asked, DEVICE, keys.all, notes)
}

test('the word of the district is kept: the tablet stays shut without a network too', async () => {
  const told = await ending()
  expect(await hear(told)).toBe(true)
  expect(await heardEnding(notes)).toEqual(told)
})

test.each([
  ['of another tablet', async () => ending({ device: '500116001901A4' })],
  ['of which a member was changed', async () => ({ ...(await ending()), wipe: false })],
  ['with the signature of nobody', async () => ({ ...(await ending()), sig: 'AAAA' })],
  ['of a day on which the key was none', async () => ending({ at: '2032-01-01T01:00:00.000Z' })],
  ['that was said to it before, and not now', async () => ending({ answers: 'an earlier signature' })],
])('a word %s ends and deletes nothing', async (_what, said) => {
  expect(await hear(await said())).toBe(false)
  expect(await heardEnding(notes)).toBeUndefined()
})

test('a key that somebody else published in the hub’s name ends nothing', async () => {
  const evil = await Registry.open()
  published.push(evil.key as unknown as StoredDocument)
  expect(await hear(await ending({}, evil))).toBe(false)
  await evil.vouch(evil.key)
  expect(await hear(await ending({}, evil))).toBe(false)
  evil.key.kid = district.key.kid
  published = [evil.key as unknown as StoredDocument]
  expect(await hear(await ending({}, evil))).toBe(false)
})

test('a later key of the district ends it by the word of the one that admitted it', async () => {
  const [next, last] = [await Registry.open(), await Registry.open()]
  published.unshift(last.key as unknown as StoredDocument, next.key as unknown as StoredDocument)
  await next.vouch(last.key)
  expect(await hear(await ending({}, last))).toBe(false)
  await district.vouch(next.key)
  expect(await hear(await ending({}, last))).toBe(true)
})

test('a tablet that is admitted again forgets that it had ended; without a network it stays shut', async () => {
  const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
    'verify',
  ])
  const device = { device: DEVICE, privateKey: keys.privateKey, credential: 'hEM' } as Device
  await hear(await ending())
  const renewed: Renewed = { token: 't', expiresAt: '', credential: 'hEM' }
  const challenge = async () => 'c'
  const cut = async () => {
    throw new HubUnreachable('no answer')
  }
  expect(await askReadmission(device, notes, { challenge: cut, renew: cut })).toBe('unreachable')
  const no = async () => Promise.reject(new HubRefusal('suspended', 'forbidden'))
  expect(await askReadmission(device, notes, { challenge: no, renew: no })).toBe('no')
  expect(await heardEnding(notes)).toBeDefined()
  expect(await askReadmission(device, notes, { challenge, renew: async () => renewed })).toBe('yes')
  expect(await heardEnding(notes)).toBeUndefined()
})
