/**
 * What time it is, and how we know.
 *
 * While the page lives: the last time the hub told, plus what has passed since on the monotonic clock ("hub").
 * After a restart without a network: the tablet's own clock ("device"), whose date the clerk confirms.
 */
import { shanghaiDate } from './domain/shanghai'

export interface Reading {
  ms: number
  basis: 'hub' | 'device'
}

interface Heard {
  hub: number
  monotonic: number
  wall: number
}

/** Beyond this the two clocks disagree on how long it was: the tablet slept, or its clock was moved. */
const TOLERANCE_MS = 120_000

export class Clock {
  #heard: Heard | undefined
  #confirmed = ''

  /** `floor` is the last hub time of earlier starts, in milliseconds. */
  constructor(
    private floor = 0,
    private readonly wall = () => Date.now(),
    private readonly monotonic = () => performance.now(),
  ) {}

  /** The hub told its time (RFC 3339, from `X-Hub-Time`). */
  hear(hubTime: string): void {
    const hub = Date.parse(hubTime)
    if (Number.isNaN(hub)) return
    this.#heard = { hub, monotonic: this.monotonic(), wall: this.wall() }
    this.floor = hub
  }

  now(): Reading {
    const heard = this.#heard
    if (heard) {
      const passed = this.monotonic() - heard.monotonic
      const passedOnWall = this.wall() - heard.wall
      if (Math.abs(passed - passedOnWall) <= TOLERANCE_MS) {
        return { ms: Math.floor(heard.hub + passed), basis: 'hub' }
      }
    }
    return { ms: Math.max(this.wall(), this.floor), basis: 'device' }
  }

  today(): string {
    return shanghaiDate(this.now().ms)
  }

  /** Whether the clerk must look at the date before anything is issued under it. */
  get needsConfirmation(): boolean {
    return this.now().basis === 'device' && this.#confirmed !== this.today()
  }

  /** The clerk has looked: today is this date. */
  confirm(): void {
    this.#confirmed = this.today()
  }
}
