import { beforeEach, expect, test, vi } from 'vitest'
import type { Ending } from '../src/domain/ending'
import type { Readmission } from '../src/hub/ending'
import type { Device } from '../src/local/device'
import type { Evicted } from '../src/local/eviction'
import type { People, Unlocked } from '../src/local/people'
import type { OpenTab } from '../src/local/singleTab'
import { Opening, type OpeningParts } from '../src/opening'
import type { Tablet } from '../src/tablet'
import { until } from './helpers/until'

const device = {} as Device
const readable = { read: async () => {} } as Tablet
const unlocked = { person: { name: 'sipaifang-1' } } as Unlocked
let tab: OpenTab | undefined
let enrolled: Device | undefined
let isNew = false
let lost: () => void
let heard: Ending | undefined
let evicted: Evicted | undefined
let answered: Readmission = 'unreachable'
const deleteEverything = vi.fn(async (_blocked: () => void) => {})
const deleteRecords = vi.fn<OpeningParts['deleteRecords']>()
const reload = vi.fn()
const openTablet = vi.fn<OpeningParts['openTablet']>()
const listenLocked = vi.fn<OpeningParts['listenLocked']>()
const lifeOf = (call: number) => openTablet.mock.calls[call]?.[0].life

beforeEach(() => {
  tab = { exclusively: (work) => work() }
  enrolled = device
  isNew = false
  heard = undefined
  evicted = undefined
  deleteRecords.mockReset().mockResolvedValue()
  deleteEverything.mockClear()
  reload.mockClear()
  listenLocked.mockClear()
  openTablet.mockReset().mockResolvedValue(readable)
  vi.spyOn(console, 'error').mockReturnValue()
})

const partsOf = (): OpeningParts => ({
  async becomeOpenTab(whenLost) {
    lost = whenLost
    return tab
  },
  enrolledDevice: async () => enrolled,
  peopleOf: async () => ({ isNew }) as People,
  openTablet,
  listenLocked,
  heardEnding: async () => heard,
  askReadmission: async () => answered,
  deleteEverything,
  deleteRecords,
  evicted: async () => evicted,
  reload,
})
const opening = () => new Opening(partsOf())

/** An enrolled tablet, its clerk's PIN typed. */
async function opened() {
  const running = opening()
  await running.open(false)
  await running.enter(unlocked)
  return running
}

test('a word of its end that comes while the PIN is typed is not lost', async () => {
  const running = opening()
  await running.open(false)
  heard = { wipe: true } as Ending
  await running.enter(unlocked)
  expect([running.stage.value, running.tablet.value]).toEqual(['ended', undefined])
  expect(lifeOf(0)?.signal.aborted).toBe(true)
  expect(reload).toHaveBeenCalled()
})

test('an enrolled tablet is locked until a PIN is typed, a new one is enrolled first, a second tab waits', async () => {
  const ready = opening()
  await ready.open(false)
  expect([ready.stage.value, openTablet.mock.calls.length]).toEqual(['locked', 0])
  await ready.enter(unlocked)
  expect([ready.stage.value, ready.tablet.value]).toEqual(['ready', readable])
  expect(openTablet.mock.calls[0]?.[0]).toMatchObject({ unlocked })

  enrolled = undefined
  isNew = true
  const fresh = opening()
  await fresh.open(false)
  expect(fresh.stage.value).toBe('enrol')
  await fresh.meet(device)
  expect(fresh.stage.value).toBe('first-pin')
  await fresh.enter(unlocked)
  expect(fresh.stage.value).toBe('ready')

  tab = undefined
  const second = opening()
  await second.open(false)
  expect(second.stage.value).toBe('other-tab')
})

test('locking ends the tablet once what is being written is written; the next PIN opens it anew', async () => {
  let written = () => {}
  const running = await opened()
  tab = Object.assign(tab as OpenTab, {
    exclusively: () =>
      new Promise<void>((resolve) => {
        written = resolve
      }),
  })
  const locking = running.lock()
  expect([running.stage.value, lifeOf(0)?.signal.aborted]).toEqual(['ready', false])
  written()
  await locking
  expect([running.stage.value, running.tablet.value]).toEqual(['locked', undefined])
  expect(lifeOf(0)?.signal.aborted).toBe(true)
  await running.enter(unlocked)
  expect([running.stage.value, lifeOf(1)?.signal.aborted]).toEqual(['ready', false])
})

test('a locked tablet hears its end, and asks no more once it is unlocked', async () => {
  const running = await opened()
  expect(listenLocked.mock.calls[0]?.[1].signal.aborted).toBe(true)
  await running.lock()
  const life = listenLocked.mock.calls[1]?.[1]
  expect(life?.signal.aborted).toBe(false)
  life?.ended({ why: 'stolen', wipe: true } as Ending)
  expect([running.stage.value, reload.mock.calls.length]).toEqual(['ended', 1])
})

test('what cannot be opened is said, and what was started is ended', async () => {
  openTablet.mockRejectedValue(new Error('the disk cannot be read'))
  const { stage, reason } = await opened()
  expect([stage.value, reason.value]).toEqual(['failed', 'the disk cannot be read'])
  expect(lifeOf(0)?.signal.aborted).toBe(true)
})

test('a tab that is taken over ends its tablet, and can take over again', async () => {
  const running = await opened()
  const { stage, tablet } = running
  lost()
  expect([stage.value, tablet.value]).toEqual(['lost', undefined])
  expect(lifeOf(0)?.signal.aborted).toBe(true)
  await running.open(true)
  await running.enter(unlocked)
  expect(stage.value).toBe('ready')
  expect(lifeOf(1)?.signal.aborted).toBe(false)
})

test('a tab that is taken over while it opens stays closed', async () => {
  openTablet.mockImplementation(async () => {
    lost()
    return readable
  })
  const { stage, tablet } = await opened()
  expect([stage.value, tablet.value]).toEqual(['lost', undefined])
})

test('a tablet is shown before its cases are read; where they cannot be, it says so', async () => {
  let cannot: (error: Error) => void = () => {}
  const read = () => new Promise<void>((_, reject) => (cannot = reject))
  openTablet.mockResolvedValue({ read } as Tablet)
  const running = opening()
  await running.open(false)
  const entering = running.enter(unlocked)
  await until(() => expect(running.stage.value).toBe('ready'))
  cannot(new Error('the disk cannot be read'))
  await entering
  expect([running.stage.value, running.reason.value]).toEqual(['failed', 'the disk cannot be read'])
})

test('a tab that is taken over before its tablet is opened opens none', async () => {
  const running = new Opening({
    ...partsOf(),
    async heardEnding() {
      lost()
      return undefined
    },
  })
  const { stage } = running
  await running.open(false)
  expect(stage.value).toBe('lost')
  await running.enter(unlocked)
  expect([stage.value, openTablet.mock.calls.length]).toEqual(['lost', 0])
})

test('a tab that is taken over stays so, whatever fails in it then', async () => {
  openTablet.mockImplementation(async () => {
    lost()
    throw new Error('the tablet was closed')
  })
  const { stage } = await opened()
  expect(stage.value).toBe('lost')
})

test('a tablet that the district ends is shut, and stays shut until it is admitted again', async () => {
  const ending = { why: 'suspended', wipe: false } as Ending
  const running = await opened()
  lifeOf(0)?.ended(ending)
  expect([running.stage.value, running.tablet.value, running.ending.value]).toEqual([
    'ended',
    undefined,
    ending,
  ])
  expect(lifeOf(0)?.signal.aborted).toBe(true)
  expect(reload).not.toHaveBeenCalled()

  heard = ending
  const again = opening()
  const { stage, answer } = again
  await again.open(false)
  expect([stage.value, answer.value]).toEqual(['ended', ''])
  for (const said of ['unreachable', 'no'] as const) {
    answered = said
    await again.askAgain()
    expect([stage.value, answer.value]).toEqual(['ended', said])
  }
  answered = 'yes'
  await again.askAgain()
  expect(stage.value).toBe('locked')
  expect(deleteEverything).not.toHaveBeenCalled()
})

test('a tablet that is to be wiped deletes everything with the next page, before anything is opened', async () => {
  const ending = { why: 'stolen', wipe: true } as Ending
  await opened()
  lifeOf(0)?.ended(ending)
  expect(reload).toHaveBeenCalledOnce()
  expect(deleteEverything).not.toHaveBeenCalled()

  heard = ending
  openTablet.mockClear()
  const running = opening()
  const { stage } = running
  await running.open(false)
  expect(deleteEverything).toHaveBeenCalledOnce()
  expect(openTablet).not.toHaveBeenCalled()
  expect(stage.value).toBe('ended')
})

test('what cannot be deleted yet because another tab is open is said, until it is', async () => {
  heard = { why: 'stolen', wipe: true } as Ending
  let closed: () => void = () => {}
  deleteEverything.mockImplementationOnce((blocked) => {
    blocked()
    return new Promise((resolve) => {
      closed = resolve
    })
  })
  const running = opening()
  const { stage, isBlocked } = running
  const ending = running.open(false)
  await until(() => expect([stage.value, isBlocked.value]).toEqual(['ended', true]))
  closed()
  await ending
  expect(isBlocked.value).toBe(false)
})

test('a tablet that its browser threw away says so, and is enrolled anew once what is left is deleted', async () => {
  enrolled = undefined
  evicted = { device: 'A1', seq: 7, safe: 5, unsafe: 2 }
  const running = opening()
  const { stage, evicted: told, isBlocked } = running
  await running.open(false)
  expect([stage.value, told.value]).toEqual(['evicted', evicted])
  expect(deleteRecords).not.toHaveBeenCalled()
  let closed: () => void = () => {}
  deleteRecords.mockImplementationOnce((blocked) => {
    blocked()
    return new Promise((resolve) => {
      closed = resolve
    })
  })
  const enrolling = running.enrolAnew()
  await until(() => expect([stage.value, isBlocked.value]).toEqual(['evicted', true]))
  closed()
  await enrolling
  expect([stage.value, isBlocked.value]).toEqual(['enrol', false])
})
