import { beforeEach, expect, test, vi } from 'vitest'
import { fromBase64url, toBase64url } from '../../src/domain/envelope'
import { isSignedBy } from '../../src/domain/publicKey'
import { type HubApi, HubRefusal, HubUnreachable } from '../../src/hub/api'
import { NotRecovered, recover } from '../../src/hub/recovery'
import { OfAnotherSite } from '../../src/hub/signInHere'
import type { Device } from '../../src/local/device'
import { leaveEscrow } from '../../src/local/escrow'
import type { Notes } from '../../src/local/notes'
import { noteFirst, People, type Person } from '../../src/local/people'
import { WrongPin } from '../../src/local/pinLock'
import { Seal } from '../../src/local/seal'
import { createNotes } from '../helpers/notes'
import { SealingHub } from '../helpers/sealingHub'
import { DEVICE, keyOf, OWN_SITE, SITE } from '../helpers/window'

const ZHOU: Person = { name: 'sipaifang-1', displayName: '周经办', role: 'clerk' }
const WU: Person = { name: 'sipaifang-2', displayName: '吴经办', role: 'clerk' }
const [PIN, NEW_PIN] = ['271828', '314159']
let notes: Notes
let people: People
let device: Device
let hub: SealingHub
let dataKey: CryptoKey
let sealed: string // what was done before the PIN was forgotten

interface Given {
  device: string
  escrow: string
  challenge: string
  signature: string
}

beforeEach(async () => {
  vi.spyOn(console, 'error').mockReturnValue()
  notes = createNotes()
  await noteFirst(ZHOU, notes)
  people = await People.load(notes)
  dataKey = (await people.begin(PIN)).key
  sealed = await new Seal(dataKey).value('赵明', 'x')
  const { privateKey } = await keyOf(DEVICE)
  device = { device: DEVICE, site: OWN_SITE, privateKey } as Device
  hub = await SealingHub.open()
})

/** The hub, with all that it checks; `asked` sees each question first. */
function api({ person = ZHOU, area = SITE, asked = (_: Given) => {} } = {}) {
  return {
    signIn: async () => ({ token: `of ${person.name}`, expiresAt: '', person: { ...person, area } }),
    challenge: async () => 'challenge-1',
    ask: async (_: string, given: Given, token: string) => {
      asked(given)
      expect(token).toBe(`of ${person.name}`)
      const message = new TextEncoder().encode(`yici-recover:${given.challenge}`)
      const { point } = await keyOf(given.device)
      if (!(await isSignedBy(point, fromBase64url(given.signature), message)))
        throw new HubRefusal('who is that?', 'unauthorized')
      const about = { type: 'escrow', v: 1, device: given.device }
      const opened = await hub.unseal(fromBase64url(given.escrow), about).catch(() => {
        throw new HubRefusal('not this tablet’s', 'bad_request')
      })
      return { recoverTablet: opened }
    },
  } as unknown as Pick<HubApi, 'signIn' | 'challenge' | 'ask'>
}

const leave = (...points: Uint8Array<ArrayBuffer>[]) => leaveEscrow(DEVICE, dataKey, points, notes)
const recovered = (hubApi = api()) => recover('sipaifang-1', 'password', device, notes, hubApi)

test('a clerk who forgot his PIN signs in, chooses a new one, and all that was there is there', async () => {
  await leave(hub.point)
  const { person, key } = await recovered()
  expect(person).toEqual(ZHOU)
  await people.admit(person, NEW_PIN, key)
  const later = await People.load(notes)
  expect(await new Seal((await later.unlock(ZHOU.name, NEW_PIN)).key).openValue(sealed, 'x')).toBe('赵明')
  await expect(later.unlock(ZHOU.name, PIN)).rejects.toThrow(WrongPin)
})

test('a colleague of the site opens it too, and is one of its people from then on', async () => {
  await leave(hub.point)
  const { person, key } = await recovered(api({ person: WU }))
  await people.admit(person, NEW_PIN, key)
  expect(people.list.value).toEqual([ZHOU, WU])
  expect((await people.unlock(ZHOU.name, PIN)).person).toEqual(ZHOU)
})

test('what is left for the district opens for it alone, as this tablet’s and no other’s', async () => {
  await leave(hub.point)
  const [left] = await stored()
  const escrow = fromBase64url(left?.sealed ?? '')
  await expect(hub.unseal(escrow, { type: 'escrow', v: 1, device: '500116001901A1' })).rejects.toThrow()
  const about = { type: 'escrow', v: 1, device: DEVICE }
  await expect((await SealingHub.open()).unseal(escrow, about)).rejects.toThrow()
  const bare = toBase64url(new Uint8Array(await crypto.subtle.exportKey('raw', dataKey)))
  expect(await hub.unseal(escrow, about)).toBe(bare)
  expect(JSON.stringify(await stored())).not.toContain(bare)
})

test('it is left once for each key that the district has published, and opens with the one that it has', async () => {
  const lost = await SealingHub.open()
  await leave(lost.point)
  const first = await stored()
  await leave(lost.point, hub.point)
  expect(await stored()).toHaveLength(2)
  expect(await stored()).toContainEqual(first[0])
  const asked = vi.fn()
  expect((await recovered(api({ asked }))).person).toEqual(ZHOU)
  expect(asked.mock.calls.length).toBeLessThanOrEqual(2)
})

test('a tablet that never heard of the district’s key says so before anybody signs in', async () => {
  const signIn = vi.fn()
  await expect(recovered({ ...api(), signIn })).rejects.toEqual(new NotRecovered('none'))
  expect(signIn).not.toHaveBeenCalled()
})

test('somebody of another site is not asked about at the hub', async () => {
  await leave(hub.point)
  const asked = vi.fn()
  await expect(recovered(api({ area: '500116002901', asked }))).rejects.toThrow(OfAnotherSite)
  expect(asked).not.toHaveBeenCalled()
})

test.each([
  ['forbidden', 'ended'],
  ['unauthorized', 'shut'],
  ['bad_request', 'shut'],
] as const)('%s from the hub is told as %s', async (code, why) => {
  await leave(hub.point)
  const asked = () => {
    throw new HubRefusal('no', code)
  }
  await expect(recovered(api({ asked }))).rejects.toEqual(new NotRecovered(why))
})

test('another key than was left is not taken: with it nothing here would open', async () => {
  await leave(hub.point)
  for (const recoverTablet of [toBase64url(new Uint8Array(32)), toBase64url(new Uint8Array(5)), '§']) {
    const ask = (async () => ({ recoverTablet })) as unknown as HubApi['ask']
    await expect(recovered({ ...api(), ask })).rejects.toEqual(new NotRecovered('shut'))
  }
})

test('without a network it says so, and nothing has changed', async () => {
  await leave(hub.point)
  const challenge = () => Promise.reject(new HubUnreachable())
  await expect(recovered({ ...api(), challenge })).rejects.toThrow(HubUnreachable)
  expect((await people.unlock(ZHOU.name, PIN)).person).toEqual(ZHOU)
})

async function stored(): Promise<{ sealed: string }[]> {
  const names = (await notes.keys()).filter((name) => name.startsWith('escrow:'))
  return Promise.all(names.map(async (name) => (await notes.get(name)) as { sealed: string }))
}
