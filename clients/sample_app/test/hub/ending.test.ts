import { beforeEach, expect, test } from 'vitest'
import { canonical } from '../../src/domain/canonical'
import type { Ending } from '../../src/domain/ending'
import { sign, toBase64url } from '../../src/domain/envelope'
import { HubUnreachable, type Renewed } from '../../src/hub/api'
import { heardEnding, hearEnding, isReadmitted } from '../../src/hub/ending'
import type { Device } from '../../src/local/device'
import type { Notes, StoredDocument } from '../../src/local/store'
import { createNotes } from '../helpers/notes'

const DEVICE = '500116001901A3'
const P256 = { name: 'ECDSA', namedCurve: 'P-256' }
let notes: Notes
let district: CryptoKeyPair
let published: StoredDocument[]

beforeEach(async () => {
  notes = createNotes()
  district = await crypto.subtle.generateKey(P256, false, ['sign', 'verify'])
  const point = new Uint8Array(await crypto.subtle.exportKey('raw', district.publicKey))
  const key = { _id: 'key:0a', _rev: '1-a', type: 'key', kid: '0a', publicKey: toBase64url(point) }
  published = [key]
})

async function ending(changed: Partial<Ending> = {}): Promise<Ending> {
  const said = { type: 'ending', v: 1, device: DEVICE, why: 'stolen', wipe: true, at: '', kid: '0a' } as const
  const sig = toBase64url(await sign(district.privateKey, canonical(said)))
  return { ...said, sig, ...changed }
}

test('the word of the district is kept: the tablet stays shut without a network too', async () => {
  const told = await ending()
  expect(await hearEnding(told, DEVICE, published, notes)).toBe(true)
  expect(await heardEnding(notes)).toEqual(told)
})

test.each([
  ['of another tablet', {}, '500116001901A4', '0a'],
  ['of which a member was changed', { wipe: false }, DEVICE, '0a'],
  ['with the signature of nobody', { sig: 'AAAA' }, DEVICE, '0a'],
  ['with a key that the district never published', {}, DEVICE, '0b'],
])('a word %s ends and deletes nothing', async (_what, changed, device, keyId) => {
  const known = published.map((key) => ({ ...key, kid: keyId }))
  expect(await hearEnding(await ending(changed), device, known, notes)).toBe(false)
  expect(await heardEnding(notes)).toBeUndefined()
})

test('a tablet that is admitted again forgets that it had ended; without a network it stays shut', async () => {
  const keys = await crypto.subtle.generateKey(P256, false, ['sign', 'verify'])
  const device = { device: DEVICE, privateKey: keys.privateKey, credential: 'hEM' } as Device
  await hearEnding(await ending(), DEVICE, published, notes)
  const renewed: Renewed = { token: 't', expiresAt: '', credential: 'hEM' }
  const challenge = async () => 'c'
  const cut = async () => {
    throw new HubUnreachable('no answer')
  }
  expect(await isReadmitted(device, notes, { challenge: cut, renew: cut })).toBe(false)
  expect(await heardEnding(notes)).toBeDefined()
  expect(await isReadmitted(device, notes, { challenge, renew: async () => renewed })).toBe(true)
  expect(await heardEnding(notes)).toBeUndefined()
})
