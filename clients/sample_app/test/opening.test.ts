import { beforeEach, expect, test, vi } from 'vitest'
import type { Device } from '../src/device'
import { useOpening } from '../src/opening'
import type { OpenTab } from '../src/singleTab'
import type { Tablet } from '../src/tablet'

const device = {} as Device
let tab: OpenTab | undefined
let enrolled: Device | undefined
let lost: () => void
const openTablet = vi.fn(async (_device: Device, _tab: OpenTab, _signal: AbortSignal) => ({}) as Tablet)

beforeEach(() => {
  tab = {} as OpenTab
  enrolled = device
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
