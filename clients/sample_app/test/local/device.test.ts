import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Ending } from '../../src/domain/ending'
import { fromBase64url, sign } from '../../src/domain/envelope'
import {
  type AskedEnrolment,
  DeviceEnded,
  type HubApi,
  HubRefusal,
  HubUnreachable,
  type Renewed,
} from '../../src/hub/api'
import { type Device, DeviceToken, enrol, enrolledDevice, NotKept } from '../../src/local/device'
import type { Notes } from '../../src/local/notes'
import { People, type Person } from '../../src/local/people'
import { type District, openDistrict } from '../helpers/district'
import { createNotes } from '../helpers/notes'

const P256 = { name: 'ECDSA', namedCurve: 'P-256' }
const TOKEN: Renewed = { token: 'fresh', expiresAt: '2021-06-08T02:00:00Z', credential: 'hEM' }
let notes: Notes
let keys: CryptoKeyPair

beforeEach(async () => {
  notes = createNotes()
  keys = await crypto.subtle.generateKey(P256, false, ['sign', 'verify'])
})

const ended = vi.fn(async (_ending: Ending, _asked: string) => {})
const deviceToken = (api: Pick<HubApi, 'challenge' | 'renew'>, device = enrolled()) =>
  new DeviceToken(device, api, notes, ended)

/** Who enrols is a clerk. */
const firstOf = ({ name, displayName }: Pick<Person, 'name' | 'displayName'>): Person => ({
  name,
  displayName,
  role: 'clerk',
})

function enrolled(): Device {
  const { privateKey } = keys
  return { device: '500116001901A3', privateKey, credential: 'hEM' } as Device
}

describe('enrolment', () => {
  let district: District
  const enrolment = {
    device: '500116001901A3',
    site: { code: '500116001901', name: '四牌坊社区', nameEn: 'Sipaifang' },
    credential: '',
    publicUrl: 'https://hub.example',
  }
  const form = {
    username: 'sipaifang-1',
    password: 'p',
    pairingCode: '1111-1111',
    label: '一号窗口',
    unkept: '李主任同意',
  }
  const enrolDevice = vi.fn(async (_token: string, _asked: AskedEnrolment) => enrolment)
  const person = { name: 'sipaifang-1', displayName: '周经办', role: 'clerk', area: '500116001901' }
  const api = { signIn: async () => ({ ...TOKEN, person }), enrolDevice } as unknown as HubApi
  const keysSeen = () => enrolDevice.mock.calls.map(([, { publicKey }]) => publicKey)

  beforeEach(async () => {
    enrolDevice.mockClear()
    district = await openDistrict()
    const point = new Uint8Array(await crypto.subtle.exportKey('raw', keys.publicKey))
    enrolment.credential = await district.admit(enrolment.device, point)
  })
  afterEach(() => {
    vi.unstubAllGlobals()
  })

  test('makes a key that cannot leave, and keeps what the hub gave', async () => {
    const device = await enrol(form, api, notes)
    const asked = { pairingCode: '1111-1111', label: '一号窗口', unkept: '李主任同意' }
    expect(enrolDevice).toHaveBeenCalledWith('fresh', expect.objectContaining(asked))
    expect(fromBase64url(keysSeen()[0] ?? '')).toHaveLength(65)
    expect(device).toMatchObject(enrolment)
    const people = await People.load(notes)
    expect([people.isNew, people.list.value]).toEqual([true, [firstOf(person)]])
    expect(district.key).toMatchObject({ kid: device.admittedBy })
    expect(device.privateKey.extractable).toBe(false)
    expect(await enrolledDevice(notes)).toEqual(device)
  })

  test('that was cut off before the answer was kept goes on with the same key, once', async () => {
    const { set } = notes
    notes.set = async (key, value) => {
      if (key === 'device') throw new Error('the page was closed')
      await set(key, value)
    }
    await expect(enrol(form, api, notes)).rejects.toThrow('closed')
    notes.set = set
    const device = await enrol(form, api, notes)
    expect(keysSeen()[1]).toBe(keysSeen()[0])
    const signature = await sign(device.privateKey, new Uint8Array(1))
    const point = fromBase64url(keysSeen()[0] ?? '')
    const key = await crypto.subtle.importKey('raw', point, P256, false, ['verify'])
    const ecdsa = { name: 'ECDSA', hash: 'SHA-256' }
    const bytes = Uint8Array.from(signature)
    expect(await crypto.subtle.verify(ecdsa, key, bytes, new Uint8Array(1))).toBe(true)
    await enrol(form, api, notes)
    expect(keysSeen()[2]).not.toBe(keysSeen()[0])
  })

  test('asks the browser to keep what is stored before the pairing code is used', async () => {
    const asked: string[] = []
    const persist = async () => asked.push('persist') > 0
    vi.stubGlobal('navigator', { userAgent: 'Chrome/120', storage: { persist } })
    enrolDevice.mockImplementationOnce(async () => {
      asked.push('enrol')
      return enrolment
    })
    expect(await enrol(form, api, notes)).toMatchObject({ persisted: true })
    expect(asked).toEqual(['persist', 'enrol'])
    expect(enrolDevice).toHaveBeenCalledWith('fresh', expect.objectContaining({ unkept: '' }))
  })

  test('asks the hub nothing where the browser promises nothing and nobody agreed to that', async () => {
    await expect(enrol({ ...form, unkept: '' }, api, notes)).rejects.toThrow(NotKept)
    expect(enrolDevice).not.toHaveBeenCalled()
    expect(await enrolledDevice(notes)).toBeUndefined()
  })
})

test('the token is renewed by signing the challenge, once for all who ask, and kept', async () => {
  const challenge = vi.fn(async () => 'challenge-1')
  const renew = vi.fn(async () => TOKEN)
  const token = deviceToken({ challenge, renew })
  expect(await Promise.all([token.renew(), token.renew()])).toEqual([true, true])
  expect(token.text).toBe('fresh')
  expect(renew).toHaveBeenCalledOnce()

  const [, , signature] = renew.mock.calls[0] as unknown as [string, string, string]
  const message = new TextEncoder().encode('yici-renew:challenge-1')
  const ecdsa = { name: 'ECDSA', hash: 'SHA-256' }
  expect(await crypto.subtle.verify(ecdsa, keys.publicKey, fromBase64url(signature), message)).toBe(true)

  const later = deviceToken({ challenge, renew })
  await later.load()
  expect(later.text).toBe('fresh')
})

test('a device the hub does not know any more is told apart from a lost network', async () => {
  const refusing = deviceToken({
    challenge: async () => 'c',
    renew: async () => {
      throw new HubRefusal('unknown device', 'unauthorized')
    },
  })
  expect(await refusing.renew()).toBe(false)
  const cut = deviceToken({
    challenge: async () => {
      throw new HubUnreachable('no answer')
    },
    renew: async () => TOKEN,
  })
  await expect(cut.renew()).rejects.toThrow(HubUnreachable)
})

test('who asks for a token tells how many facts are still to be sent', async () => {
  await notes.set('waiting', 7)
  const renew = vi.fn(async () => TOKEN)
  await deviceToken({ challenge: async () => 'c', renew }).renew()
  expect(renew).toHaveBeenCalledWith(
    expect.anything(),
    'c',
    expect.anything(),
    expect.objectContaining({ waiting: 7 }),
  )
})

test('a credential that the hub renews is kept, and is what is issued with from then on', async () => {
  const device = enrolled()
  const renew = vi.fn(async () => ({ ...TOKEN, credential: 'hEN' }))
  await deviceToken({ challenge: async () => 'c', renew }, device).renew()
  expect(device.credential).toBe('hEN')
  expect((await enrolledDevice(notes))?.credential).toBe('hEN')
})

test('a device that has ended hears what the district says of it', async () => {
  const ending = { type: 'ending', why: 'stolen' } as Ending
  const refusing = deviceToken({
    challenge: async () => 'c',
    renew: async () => {
      throw new DeviceEnded('ended', ending)
    },
  })
  expect(await refusing.renew()).toBe(false)
  expect(ended).toHaveBeenCalledExactlyOnceWith(ending, expect.stringMatching(/^[\w-]{86}$/))
})
