/** From a blank page to an open tablet, and what ends it again. */
import { shallowRef } from 'vue'
import type { Ending } from './domain/ending'
import type { Readmission } from './hub/ending'
import type { Device } from './local/device'
import type { Life } from './local/life'
import type { OpenTab } from './local/singleTab'
import type { Tablet } from './tablet'

export type Stage = 'opening' | 'other-tab' | 'lost' | 'enrol' | 'ready' | 'ended' | 'failed'

export interface OpeningParts {
  becomeOpenTab(lost: () => void, takeOver: boolean): Promise<OpenTab | undefined>
  enrolledDevice(): Promise<Device | undefined>
  openTablet(device: Device, tab: OpenTab, life: Pick<Life, 'signal' | 'ended'>): Promise<Tablet>
  /** The district's word that this device has ended, if it was heard. */
  heardEnding(): Promise<Ending | undefined>
  /** Whether the hub admits the device again; with "yes" the word is forgotten. */
  askReadmission(device: Device): Promise<Readmission>
  /** `blocked` is called when another tab must be closed first. */
  deleteEverything(blocked: () => void): Promise<void>
  /** A new page, in which no database is open. */
  reload(): void
}

export function useOpening(parts: OpeningParts) {
  const stage = shallowRef<Stage>('opening')
  const tablet = shallowRef<Tablet>()
  const reason = shallowRef('') // why it failed
  const ending = shallowRef<Ending>()
  const isBlocked = shallowRef(false) // another tab must be closed before all can be deleted
  const answer = shallowRef<Readmission | ''>('') // to the question whether a device that has ended works again
  const busy = shallowRef(false) // the hub is being asked
  let tab: OpenTab | undefined
  let life = new AbortController() // of the tablet that is open or being opened

  /** Open the tablet in this tab; `takeOver` closes another one. */
  function open(takeOver: boolean): Promise<void> {
    life = new AbortController()
    const { signal } = life
    return orFail(async () => {
      tab = await parts.becomeOpenTab(() => close('lost'), takeOver)
      ending.value = tab && (await parts.heardEnding())
      const device = tab && (await parts.enrolledDevice())
      if (signal.aborted) return
      if (ending.value) await stayShut(ending.value)
      else if (device) await enter(device)
      else stage.value = tab ? 'enrol' : 'other-tab'
    })
  }

  async function stayShut({ wipe }: Ending): Promise<void> {
    if (wipe) {
      await parts.deleteEverything(() => {
        isBlocked.value = true
        stage.value = 'ended'
      })
    }
    isBlocked.value = false
    stage.value = 'ended'
  }

  /** Ask the hub whether a device that has ended works again. */
  function askAgain(): Promise<void> {
    return orFail(async () => {
      const device = await parts.enrolledDevice()
      if (!device || busy.value) return
      busy.value = true
      answer.value = ''
      answer.value = await parts.askReadmission(device).finally(() => {
        busy.value = false
      })
      if (answer.value !== 'yes' || stage.value !== 'ended') return
      life = new AbortController()
      await enter(device)
    })
  }

  /** What is to be deleted is deleted by the next page. */
  function end(heard: Ending): void {
    ending.value = heard
    close('ended')
    if (heard.wipe) parts.reload()
  }

  /** Go on with a device that is enrolled. */
  function enter(device: Device): Promise<void> {
    return orFail(async () => {
      const { signal } = life
      if (!tab || signal.aborted) return
      const opened = await parts.openTablet(device, tab, { signal, ended: end })
      if (signal.aborted) return
      tablet.value = opened
      stage.value = 'ready'
    })
  }

  function close(at: 'lost' | 'ended' | 'failed'): void {
    life.abort()
    tablet.value = undefined
    stage.value = at
  }

  async function orFail(work: () => Promise<void>): Promise<void> {
    const { signal } = life
    try {
      await work()
    } catch (error) {
      console.error(error)
      if (signal.aborted && signal === life.signal) return // closed meanwhile, and said so
      reason.value = error instanceof Error ? error.message : String(error)
      close('failed')
    }
  }

  return { stage, tablet, reason, ending, isBlocked, answer, busy, open, enter, askAgain }
}
