/** From a blank page to an open tablet, and what ends it again. */
import { shallowRef } from 'vue'
import type { Device } from './device'
import type { OpenTab } from './singleTab'
import type { Tablet } from './tablet'

export type Stage = 'opening' | 'other-tab' | 'lost' | 'enrol' | 'ready' | 'failed'

export interface OpeningParts {
  becomeOpenTab(lost: () => void, takeOver: boolean): Promise<OpenTab | undefined>
  enrolledDevice(): Promise<Device | undefined>
  openTablet(device: Device, tab: OpenTab, signal: AbortSignal): Promise<Tablet>
}

export function useOpening(parts: OpeningParts) {
  const stage = shallowRef<Stage>('opening')
  const tablet = shallowRef<Tablet>()
  const reason = shallowRef('') // why it failed
  let tab: OpenTab | undefined
  let life = new AbortController() // of the tablet that is open or being opened

  /** Open the tablet in this tab; `takeOver` closes another one. */
  function open(takeOver: boolean): Promise<void> {
    return orFail(async () => {
      tab = await parts.becomeOpenTab(() => close('lost'), takeOver)
      const device = tab && (await parts.enrolledDevice())
      if (device) await enter(device)
      else stage.value = tab ? 'enrol' : 'other-tab'
    })
  }

  /** Go on with a device that is enrolled. */
  function enter(device: Device): Promise<void> {
    return orFail(async () => {
      if (!tab) return
      life = new AbortController()
      const { signal } = life
      const opened = await parts.openTablet(device, tab, signal)
      if (signal.aborted) return
      tablet.value = opened
      stage.value = 'ready'
    })
  }

  function close(at: 'lost' | 'failed'): void {
    life.abort()
    tablet.value = undefined
    stage.value = at
  }

  async function orFail(work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      console.error(error)
      reason.value = error instanceof Error ? error.message : String(error)
      close('failed')
    }
  }

  return { stage, tablet, reason, open, enter }
}
