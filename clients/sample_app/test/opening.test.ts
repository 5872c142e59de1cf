import { beforeEach, expect, test, vi } from 'vitest'
import type { Ending } from '../src/domain/ending'
import type { Readmission } from '../src/hub/ending'
import type { Device } from '../src/local/device'
import type { Life } from '../src/local/life'
import type { OpenTab } from '../src/local/singleTab'
import { type OpeningParts, useOpening } from '../src/opening'
import type { Tablet } from '../src/tablet'

const device = {} as Device
let tab: OpenTab | undefined
let enrolled: Device | undefined
let lost: () => void
let heard: Ending | undefined
let answered: Readmission = 'unreachable'
const deleteEverything = vi.fn(async (_blocked: () => void) => {})
const reload = vi.fn()
type OwnLife = Pick<Life, 'signal' | 'ended'>
const openTablet = vi.fn(async (_device: Device, _tab: OpenTab, _life: OwnLife) => ({}) as Tablet)
const lifeOf = (call: number) => openTablet.mock.calls[call]?.[2]

beforeEach(() => {
  tab = {} as OpenTab
  enrolled = device
  heard = undefined
  deleteEverything.mockClear()
  reload.mockClear()
  openTablet.mockReset().mockResolvedValue({} as Tablet)
  vi.spyOn(console, 'error').mockReturnValue()
})

const partsOf = (): OpeningParts => ({
  async becomeOpenTab(whenLost) {
    lost = whenLost
    return tab
  },
  enrolledDevice: async () => enrolled,
  openTablet,
  heardEnding: async () => heard,
  askReadmission: async () => answered,
  deleteEverything,
  reload,
})
const opening = () => useOpening(partsOf())

test('an enrolled tablet opens, a new one is enrolled first, a second tab waits', async () => {
  const ready = opening()
  await ready.open(false)
  expect([ready.stage.value, ready.tablet.value]).toEqual(['ready', {}])

  enrolled = undefined
  const fresh = opening()
  await fresh.open(false)
  expect(fresh.stage.value).toBe('enrol')
  await fresh.enter(device)
  expect(fresh.stage.value).toBe('ready')

  tab = undefined
  const second = opening()
  await second.open(false)
  expect(second.stage.value).toBe('other-tab')
})

test('what cannot be opened is said, and what was started is ended', async () => {
  openTablet.mockRejectedValue(new Error('the disk cannot be read'))
  const { open, stage, reason } = opening()
  await open(false)
  expect([stage.value, reason.value]).toEqual(['failed', 'the disk cannot be read'])
  expect(lifeOf(0)?.signal.aborted).toBe(true)
})

test('a tab that is taken over ends its tablet, and can take over again', async () => {
  const { open, stage, tablet } = opening()
  await open(false)
  lost()
  expect([stage.value, tablet.value]).toEqual(['lost', undefined])
  expect(lifeOf(0)?.signal.aborted).toBe(true)
  await open(true)
  expect(stage.value).toBe('ready')
  expect(lifeOf(1)?.signal.aborted).toBe(false)
})

test('a tab that is taken over while it opens stays closed', async () => {
  openTablet.mockImplementation(async () => {
    lost()
    return {} as Tablet
  })
  const { open, stage, tablet } = opening()
  await open(false)
  expect([stage.value, tablet.value]).toEqual(['lost', undefined])
})

test('a tab that is taken over before its tablet is opened opens none', async () => {
  const { open, stage, enter } = useOpening({
    ...partsOf(),
    async heardEnding() {
      lost()
      return undefined
    },
  })
  await open(false)
  expect(stage.value).toBe('lost')
  await enter(device)
  expect([stage.value, openTablet.mock.calls.length]).toEqual(['lost', 0])
})

test('a tab that is taken over stays so, whatever fails in it then', async () => {
  openTablet.mockImplementation(async () => {
    lost()
    throw new Error('the tablet was closed')
  })
  const { open, stage } = opening()
  await open(false)
  expect(stage.value).toBe('lost')
})

test('a tablet that the district ends is shut, and stays shut until it is admitted again', async () => {
  const ending = { why: 'suspended', wipe: false } as Ending
  const running = opening()
  await running.open(false)
  lifeOf(0)?.ended(ending)
  expect([running.stage.value, running.tablet.value, running.ending.value]).toEqual([
    'ended',
    undefined,
    ending,
  ])
  expect(lifeOf(0)?.signal.aborted).toBe(true)
  expect(reload).not.toHaveBeenCalled()

  heard = ending
  const { open, stage, answer, askAgain } = opening()
  await open(false)
  expect([stage.value, answer.value]).toEqual(['ended', ''])
  for (const said of ['unreachable', 'no'] as const) {
    answered = said
    await askAgain()
    expect([stage.value, answer.value]).toEqual(['ended', said])
  }
  answered = 'yes'
  await askAgain()
  expect(stage.value).toBe('ready')
  expect(deleteEverything).not.toHaveBeenCalled()
})

test('a tablet that is to be wiped deletes everything with the next page, before anything is opened', async () => {
  const ending = { why: 'stolen', wipe: true } as Ending
  const running = opening()
  await running.open(false)
  lifeOf(0)?.ended(ending)
  expect(reload).toHaveBeenCalledOnce()
  expect(deleteEverything).not.toHaveBeenCalled()

  heard = ending
  openTablet.mockClear()
  const { open, stage } = opening()
  await open(false)
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
  const { open, stage, isBlocked } = opening()
  const ending = open(false)
  await vi.waitFor(() => expect([stage.value, isBlocked.value]).toEqual(['ended', true]))
  closed()
  await ending
  expect(isBlocked.value).toBe(false)
})
