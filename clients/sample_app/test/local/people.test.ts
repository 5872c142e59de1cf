import { beforeEach, describe, expect, test } from 'vitest'
import type { Notes } from '../../src/local/notes'
import { LastPerson, nameOf, noteFirst, People, type Person } from '../../src/local/people'
import { WrongPin } from '../../src/local/pinLock'
import { Seal } from '../../src/local/seal'
import { createNotes } from '../helpers/notes'
import { stretchQuickly } from '../helpers/quickPins'

const ZHOU: Person = { name: 'sipaifang-1', displayName: '周经办', role: 'clerk' }
const WU: Person = { name: 'sipaifang-2', displayName: '吴经办', role: 'clerk' }
const [PIN, OTHER, WRONG] = ['271828', '314159', '161803']
let notes: Notes
let now = 0

const load = () => People.load(notes, undefined, () => now)

beforeEach(async () => {
  stretchQuickly()
  notes = createNotes()
  now = 0
  await noteFirst(ZHOU, notes)
})

test('the first PIN makes the key, which the same PIN opens after a restart', async () => {
  const people = await load()
  expect(people.isNew).toBe(true)
  const { key } = await people.begin(PIN)
  const sealed = await new Seal(key).value('赵明', 'x')

  const later = await load()
  expect([later.isNew, later.list.value]).toEqual([false, [ZHOU]])
  const unlocked = await later.unlock(ZHOU.name, PIN)
  expect(unlocked.person).toEqual(ZHOU)
  expect(await new Seal(unlocked.key).openValue(sealed, 'x')).toBe('赵明')
  await expect(later.begin(PIN)).rejects.toThrow('has its key')
})

test('a second clerk opens the same with a PIN of his own, and a forgotten one is chosen anew', async () => {
  const people = await load()
  const { key } = await people.begin(PIN)
  const sealed = await new Seal(key).value('赵明', 'x')
  await people.admit(WU, OTHER, key)
  await people.admit(ZHOU, '223606', key)

  const later = await load()
  expect(later.list.value).toEqual([ZHOU, WU])
  const wu = await later.unlock(WU.name, OTHER)
  expect(wu.person).toEqual(WU)
  expect(await new Seal(wu.key).openValue(sealed, 'x')).toBe('赵明')
  await expect(later.unlock(WU.name, PIN)).rejects.toThrow(WrongPin)
  await expect(later.unlock(ZHOU.name, PIN)).rejects.toThrow(WrongPin)
  await later.unlock(ZHOU.name, '223606')
})

test('the PIN opens nothing without the secret of this browser, which cannot be read out', async () => {
  await (await load()).begin(PIN)
  const secret = await notes.get<CryptoKey>('deviceSecret')
  await expect(crypto.subtle.exportKey('raw', secret as CryptoKey)).rejects.toThrow()
  const copied = createNotes()
  await copied.set('people', await notes.get('people'))
  await expect((await People.load(copied)).unlock(ZHOU.name, PIN)).rejects.toThrow(WrongPin)
})

test('after five wrong tries each costs twice as long, over restarts, and the right PIN counts from anew', async () => {
  await (await load()).begin(PIN)
  let people = await load()
  for (let n = 0; n < 5; n += 1) await expect(people.unlock(ZHOU.name, WRONG)).rejects.toThrow(WrongPin)
  expect(people.waitOf(ZHOU.name)).toBe(30_000)
  await expect(people.unlock(ZHOU.name, PIN)).rejects.toMatchObject({ ms: 30_000 })
  now = 29_999
  people = await load() // a new page begins the wait anew
  expect(people.waitOf(ZHOU.name)).toBe(30_000)
  now += 30_000
  await expect(people.unlock(ZHOU.name, WRONG)).rejects.toThrow(WrongPin)
  expect(people.waitOf(ZHOU.name)).toBe(60_000)
  for (let n = 0; n < 6; n += 1) {
    now += 15 * 60_000
    await expect(people.unlock(ZHOU.name, WRONG)).rejects.toThrow(WrongPin)
  }
  expect(people.waitOf(ZHOU.name)).toBe(15 * 60_000)
  now += 15 * 60_000
  await people.unlock(ZHOU.name, PIN)
  expect((await load()).waitOf(ZHOU.name)).toBe(0)
})

test('a try counts before it is looked at: closing the page does not save it', async () => {
  await (await load()).begin(PIN)
  const people = await load()
  const trying = people.unlock(ZHOU.name, WRONG)
  trying.catch(() => {})
  await expect
    .poll(async () => ((await notes.get('people')) as { wrong: number }[])[0]?.wrong, { interval: 1 })
    .toBe(1)
  await expect(trying).rejects.toThrow(WrongPin)
})

test('two tries at once are two tries', async () => {
  await (await load()).begin(PIN)
  const people = await load()
  const tries = Array.from({ length: 7 }, () => people.unlock(ZHOU.name, WRONG).catch((error) => error))
  const told = await Promise.all(tries)
  expect(told.filter((error) => error instanceof WrongPin)).toHaveLength(5)
})

test('the clerk of an earlier version is known by his device', async () => {
  const people = await People.load(createNotes(), ZHOU)
  expect([people.isNew, people.list.value]).toEqual([true, [ZHOU]])
})

test('who works here has a name for people, anybody else his user name', () => {
  expect([nameOf('sipaifang-1', [ZHOU]), nameOf('degan-1', [ZHOU])]).toEqual(['周经办', 'degan-1'])
})

describe('a clerk who is taken off', () => {
  async function two() {
    const people = await load()
    const { key } = await people.begin(PIN)
    await people.admit(WU, OTHER, key)
    return { people, key }
  }

  test('opens nothing with his PIN, over restarts too, and what he wrote keeps his name', async () => {
    await (await two()).people.takeOff(WU.name)
    const later = await load()
    expect(later.list.value).toEqual([ZHOU])
    await expect(later.unlock(WU.name, OTHER)).rejects.toThrow(WrongPin)
    expect(nameOf(WU.name, later.known.value)).toBe('吴经办')
    await later.unlock(ZHOU.name, PIN)
  })

  test('leaves nothing behind that a PIN could open', async () => {
    const locks = async () => ((await notes.get('people')) as { lock: unknown }[]).map(({ lock }) => lock)
    const { people } = await two()
    expect((await locks()).every(Boolean)).toBe(true)
    await people.takeOff(WU.name)
    expect((await locks())[1]).toBeNull()
  })

  test('is not the last one: somebody has to be able to open it', async () => {
    const { people } = await two()
    await people.takeOff(ZHOU.name)
    await expect(people.takeOff(WU.name)).rejects.toThrow(LastPerson)
    expect((await load()).list.value).toEqual([WU])
    await people.unlock(WU.name, OTHER)
  })

  test('comes back with a new PIN once he has signed in', async () => {
    const { people, key } = await two()
    await people.takeOff(WU.name)
    await people.admit(WU, '223606', key)
    expect(people.list.value).toEqual([ZHOU, WU])
    await expect(people.unlock(WU.name, OTHER)).rejects.toThrow(WrongPin)
    await people.unlock(WU.name, '223606')
  })
})
