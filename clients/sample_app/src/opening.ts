/** From a blank page to an open tablet, and what locks or ends it again. */
import { shallowRef } from 'vue'
import type { Ending } from './domain/ending'
import type { TabletParts } from './ground'
import type { Readmission } from './hub/ending'
import type { Device } from './local/device'
import type { Evicted } from './local/eviction'
import type { Life } from './local/life'
import type { People, Unlocked } from './local/people'
import type { OpenTab } from './local/singleTab'
import type { Tablet } from './tablet'

export type Stage =
  | 'opening'
  | 'other-tab'
  | 'lost'
  | 'evicted'
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
  /** Whether a tablet was enrolled here whose key the browser threw away. */
  evicted(): Promise<Evicted | undefined>
  /** Delete what no key opens any more; `blocked` as below. */
  deleteRecords(blocked: () => void): Promise<void>
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

export class Opening {
  readonly stage = shallowRef<Stage>('opening')
  readonly device = shallowRef<Device>()
  readonly people = shallowRef<People>()
  readonly tablet = shallowRef<Tablet>()
  /** Why it failed. */
  readonly reason = shallowRef('')
  readonly ending = shallowRef<Ending>()
  /** What is known of a tablet that the browser threw away. */
  readonly evicted = shallowRef<Evicted>()
  /** Another tab must be closed before all can be deleted. */
  readonly isBlocked = shallowRef(false)
  /** To the question whether a device that has ended works again. */
  readonly answer = shallowRef<Readmission | ''>('')
  /** The hub is being asked. */
  readonly busy = shallowRef(false)
  #tab: OpenTab | undefined
  #life = new AbortController() // of what is open or being opened

  constructor(private readonly parts: OpeningParts) {}

  /** Open the tablet in this tab; `takeOver` closes another one. */
  open(takeOver: boolean): Promise<void> {
    const { signal } = this.#begin()
    return this.#orFail(async () => {
      this.#tab = await this.parts.becomeOpenTab(() => this.#close('lost'), takeOver)
      this.ending.value = this.#tab && (await this.parts.heardEnding())
      const enrolled = this.#tab && (await this.parts.enrolledDevice())
      if (signal.aborted) return
      if (this.ending.value) await this.#stayShut(this.ending.value)
      else if (enrolled) await this.meet(enrolled)
      else if (this.#tab) await this.#beginFresh()
      else this.stage.value = 'other-tab'
    })
  }

  /** Nothing that is left of an evicted tablet can be opened: it makes room for another. */
  enrolAnew(): Promise<void> {
    return this.#orFail(async () => {
      await this.parts.deleteRecords(() => {
        this.isBlocked.value = true
      })
      this.isBlocked.value = false
      this.stage.value = 'enrol'
    })
  }

  async #beginFresh(): Promise<void> {
    const { signal } = this.#life
    this.evicted.value = await this.parts.evicted()
    if (!signal.aborted) this.stage.value = this.evicted.value ? 'evicted' : 'enrol'
  }

  /** Go on with a device that is enrolled: its clerks are asked for their PIN. */
  meet(enrolled: Device): Promise<void> {
    return this.#orFail(async () => {
      const { signal } = this.#life
      if (!this.#tab || signal.aborted) return
      const known = await this.parts.peopleOf(enrolled)
      if (signal.aborted) return
      this.device.value = enrolled
      this.people.value = known
      this.stage.value = known.isNew ? 'first-pin' : 'locked'
      this.#listenLocked(enrolled)
    })
  }

  /** A clerk has typed his PIN. */
  enter(unlocked: Unlocked): Promise<void> {
    const [tab, device, people] = [this.#tab, this.device.value, this.people.value]
    const isAsked = this.stage.value === 'locked' || this.stage.value === 'first-pin'
    if (!isAsked || !tab || !device || !people) return Promise.resolve()
    const { signal } = this.#begin()
    return this.#orFail(async () => {
      const life = { signal, ended: this.#end }
      const opened = await this.parts.openTablet({ device, tab, life, people, unlocked })
      const ending = await this.parts.heardEnding() // on its way while the PIN was typed
      if (signal.aborted) return
      if (ending) return this.#end(ending)
      this.tablet.value = opened
      this.stage.value = 'ready'
      await opened.read()
    })
  }

  /** Nothing of people stays open, and nothing replicates. What is being written is written first. */
  async lock(): Promise<void> {
    if (this.stage.value !== 'ready' || !this.#tab || !this.device.value) return
    const { signal } = this.#life
    await this.#tab.exclusively(async () => {})
    if (signal.aborted) return
    this.#close('locked')
    this.#begin()
    this.#listenLocked(this.device.value)
  }

  /** Ask the hub whether a device that has ended works again. */
  askAgain(): Promise<void> {
    return this.#orFail(async () => {
      const enrolled = await this.parts.enrolledDevice()
      if (!enrolled || this.busy.value) return
      this.busy.value = true
      this.answer.value = ''
      this.answer.value = await this.parts.askReadmission(enrolled).finally(() => {
        this.busy.value = false
      })
      if (this.answer.value !== 'yes' || this.stage.value !== 'ended') return
      this.#begin()
      await this.meet(enrolled)
    })
  }

  async #stayShut({ wipe }: Ending): Promise<void> {
    if (wipe) {
      await this.parts.deleteEverything(() => {
        this.isBlocked.value = true
        this.stage.value = 'ended'
      })
    }
    this.isBlocked.value = false
    this.stage.value = 'ended'
  }

  #listenLocked(device: Device): void {
    this.parts.listenLocked(device, { signal: this.#life.signal, ended: this.#end })
  }

  /** What is to be deleted is deleted by the next page. */
  readonly #end = (heard: Ending): void => {
    this.ending.value = heard
    this.#close('ended')
    if (heard.wipe) this.parts.reload()
  }

  #begin(): AbortController {
    this.#life.abort()
    this.#life = new AbortController()
    return this.#life
  }

  #close(at: 'lost' | 'locked' | 'ended' | 'failed'): void {
    this.#life.abort()
    this.tablet.value = undefined
    this.stage.value = at
  }

  async #orFail(work: () => Promise<void>): Promise<void> {
    const { signal } = this.#life
    try {
      await work()
    } catch (error) {
      console.error(error)
      if (signal.aborted) return // closed meanwhile, and said so
      this.reason.value = error instanceof Error ? error.message : String(error)
      this.#close('failed')
    }
  }
}
