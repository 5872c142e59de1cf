/** From a blank page to an open tablet, and what locks or ends it again. */
import { shallowRef } from 'vue'
import type { Ending } from './domain/ending'
import type { Readmission } from './hub/ending'
import type { Device } from './local/device'
import type { Life } from './local/life'
import type { People, Unlocked } from './local/people'
import type { OpenTab } from './local/singleTab'
import type { Tablet, TabletParts } from './tablet'

export type Stage =
  | 'opening'
  | 'other-tab'
  | 'lost'
  | 'enrol'
  | 'first-pin'
  | 'locked'
  | 'ready'
  | 'ended'
  | 'failed'

type OwnLife = Pick<Life, 'signal' | 'ended'>

export interface OpeningParts {
  becomeOpenTab(lost: () => void, takeOver: boolean): Promise<OpenTab | undefined>
  enrolledDevice(): Promise<Device | undefined>
  /** Who works with the tablet. */
  peopleOf(device: Device): Promise<People>
  openTablet(parts: Omit<TabletParts, 'life'> & { life: OwnLife }): Promise<Tablet>
  /** Ask, as long as the tablet is locked, whether the district has ended it. */
  listenLocked(device: Device, life: OwnLife): void
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
  const device = shallowRef<Device>()
  const people = shallowRef<People>()
  const tablet = shallowRef<Tablet>()
  const reason = shallowRef('') // why it failed
  const ending = shallowRef<Ending>()
  const isBlocked = shallowRef(false) // another tab must be closed before all can be deleted
  const answer = shallowRef<Readmission | ''>('') // to the question whether a device that has ended works again
  const busy = shallowRef(false) // the hub is being asked
  let tab: OpenTab | undefined
  let life = new AbortController() // of what is open or being opened

  /** Open the tablet in this tab; `takeOver` closes another one. */
  function open(takeOver: boolean): Promise<void> {
    const { signal } = begin()
    return orFail(async () => {
      tab = await parts.becomeOpenTab(() => close('lost'), takeOver)
      ending.value = tab && (await parts.heardEnding())
      const enrolled = tab && (await parts.enrolledDevice())
      if (signal.aborted) return
      if (ending.value) await stayShut(ending.value)
      else if (enrolled) await meet(enrolled)
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
      const enrolled = await parts.enrolledDevice()
      if (!enrolled || busy.value) return
      busy.value = true
      answer.value = ''
      answer.value = await parts.askReadmission(enrolled).finally(() => {
        busy.value = false
      })
      if (answer.value !== 'yes' || stage.value !== 'ended') return
      begin()
      await meet(enrolled)
    })
  }

  /** What is to be deleted is deleted by the next page. */
  function end(heard: Ending): void {
    ending.value = heard
    close('ended')
    if (heard.wipe) parts.reload()
  }

  /** Go on with a device that is enrolled: its clerks are asked for their PIN. */
  function meet(enrolled: Device): Promise<void> {
    return orFail(async () => {
      const { signal } = life
      if (!tab || signal.aborted) return
      const known = await parts.peopleOf(enrolled)
      if (signal.aborted) return
      device.value = enrolled
      people.value = known
      stage.value = known.isNew ? 'first-pin' : 'locked'
      parts.listenLocked(enrolled, { signal, ended: end })
    })
  }

  /** A clerk has typed his PIN. */
  function enter(unlocked: Unlocked): Promise<void> {
    if (stage.value !== 'locked' && stage.value !== 'first-pin') return Promise.resolve()
    const { signal } = begin()
    return orFail(async () => {
      if (!tab || !device.value || !people.value) return
      const opened = await parts.openTablet({
        device: device.value,
        tab,
        life: { signal, ended: end },
        people: people.value,
        unlocked,
      })
      if (signal.aborted) return
      tablet.value = opened
      stage.value = 'ready'
    })
  }

  /** Nothing of people stays open, and nothing replicates. What is being written is written first. */
  async function lock(): Promise<void> {
    if (stage.value !== 'ready' || !tab || !device.value) return
    const { signal } = life
    await tab.exclusively(async () => {})
    if (signal.aborted) return
    close('locked')
    begin()
    parts.listenLocked(device.value, { signal: life.signal, ended: end })
  }

  function begin(): AbortController {
    life.abort()
    life = new AbortController()
    return life
  }

  function close(at: 'lost' | 'locked' | 'ended' | 'failed'): void {
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
      if (signal.aborted) return // closed meanwhile, and said so
      reason.value = error instanceof Error ? error.message : String(error)
      close('failed')
    }
  }

  return {
    stage,
    device,
    people,
    tablet,
    reason,
    ending,
    isBlocked,
    answer,
    busy,
    open,
    meet,
    enter,
    lock,
    askAgain,
  }
}
