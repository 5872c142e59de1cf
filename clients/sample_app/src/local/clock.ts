/**
 * What time it is, and how we know.
 *
 * While the page lives: the last time the hub told, plus what has passed since on the monotonic clock ("hub").
 * After a restart without a network: the tablet's own clock ("device"), whose date the clerk confirms. Where that
 * clock was set back, the latest time that is known for certain ("last-known"), to be confirmed as well.
 */
import { shanghaiDate } from '../domain/shanghai'

export type ClockBasis = 'hub' | 'device' | 'last-known'

export interface Reading {
  ms: number
  basis: ClockBasis
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

  /** `floor` is the latest time of earlier starts, in milliseconds. */
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
      const ahead = this.wall() - heard.wall - passed
      const ms = Math.floor(heard.hub + passed)
      if (Math.abs(ahead) <= TOLERANCE_MS) return { ms, basis: 'hub' }
      if (ahead < 0) return { ms: Math.max(ms, this.floor), basis: 'last-known' }
    }
    const wall = this.wall()
    if (wall + TOLERANCE_MS < this.floor) return { ms: this.floor, basis: 'last-known' }
    return { ms: Math.max(wall, this.floor), basis: 'device' }
  }

  /** Something is written down: nothing after it is dated before it. The time, in milliseconds. */
  mark(): number {
    const { ms } = this.now()
    this.floor = Math.max(this.floor, ms)
    return ms
  }

  /** By how many milliseconds the tablet's own clock was ahead of the hub's when the hub last told its time. */
  get ahead(): number {
    return this.#heard ? this.#heard.wall - this.#heard.hub : 0
  }

  today(): string {
    return shanghaiDate(this.now().ms)
  }

  /** Whether the clerk must look at the date before anything is issued under it. */
  get needsConfirmation(): boolean {
    return this.now().basis !== 'hub' && this.#confirmed !== this.today()
  }

  /** The clerk has looked: today is this date. */
  confirm(): void {
    this.#confirmed = this.today()
  }
}
