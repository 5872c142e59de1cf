import { beforeEach, expect, test, vi } from 'vitest'
import type { Ending } from '../src/domain/ending'
import type { Device } from '../src/local/device'
import type { OpenTab } from '../src/local/singleTab'
import { useOpening } from '../src/opening'
import type { Tablet } from '../src/tablet'

const device = {} as Device
let tab: OpenTab | undefined
let enrolled: Device | undefined
let lost: () => void
let heard: Ending | undefined
let isReadmitted = false
const [deleteEverything, reload] = [vi.fn(async () => {}), vi.fn()]
type Ended = (ending: Ending) => void
const openTablet = vi.fn(
  async (_device: Device, _tab: OpenTab, _signal: AbortSignal, _ended: Ended) => ({}) as Tablet,
)

beforeEach(() => {
  tab = {} as OpenTab
  enrolled = device
  heard = undefined
  deleteEverything.mockClear()
  reload.mockClear()
  openTablet.mockReset().mockResolvedValue({} as Tablet)
  vi.spyOn(console, 'error').mockReturnValue()
})

const opening = () =>
  useOpening({
    async becomeOpenTab(whenLost) {
      lost = whenLost
      return tab
    },
    enrolledDevice: async () => enrolled,
    openTablet,
    heardEnding: async () => heard,
    isReadmitted: async () => isReadmitted,
    deleteEverything,
    reload,
  })

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
  expect(openTablet.mock.calls[0]?.[2].aborted).toBe(true)
})

test('a tab that is taken over ends its tablet, and can take over again', async () => {
  const { open, stage, tablet } = opening()
  await open(false)
  lost()
  expect([stage.value, tablet.value]).toEqual(['lost', undefined])
  expect(openTablet.mock.calls[0]?.[2].aborted).toBe(true)
  await open(true)
  expect(stage.value).toBe('ready')
  expect(openTablet.mock.calls[1]?.[2].aborted).toBe(false)
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

test('a tablet that the district ends is shut, and stays shut until it is admitted again', async () => {
  const ending = { why: 'suspended', wipe: false } as Ending
  const running = opening()
  await running.open(false)
  openTablet.mock.calls[0]?.[3](ending)
  expect([running.stage.value, running.tablet.value, running.ending.value]).toEqual([
    'ended',
    undefined,
    ending,
  ])
  expect(openTablet.mock.calls[0]?.[2].aborted).toBe(true)
  expect(reload).not.toHaveBeenCalled()

  heard = ending
  const { open, stage, askAgain } = opening()
  await open(false)
  expect(stage.value).toBe('ended')
  await askAgain()
  expect(stage.value).toBe('ended')
  isReadmitted = true
  await askAgain()
  expect(stage.value).toBe('ready')
  expect(deleteEverything).not.toHaveBeenCalled()
})

test('a tablet that is to be wiped deletes everything with the next page, before anything is opened', async () => {
  const ending = { why: 'stolen', wipe: true } as Ending
  const running = opening()
  await running.open(false)
  openTablet.mock.calls[0]?.[3](ending)
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
