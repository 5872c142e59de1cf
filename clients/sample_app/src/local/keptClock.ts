/** The tablet's clock over restarts, and the date as the screens show it. */
import { reactive } from 'vue'
import { Clock, type ClockBasis } from './clock'
import { type Life, whenClosed } from './life'
import type { Notes } from './notes'

const LATEST_TIME = 'latestTime'
const TICK_MS = 5000
const MINUTE_MS = 60_000

export interface Today {
  date: string
  basis: ClockBasis
  needsConfirmation: boolean
  /** Milliseconds by which the tablet's own clock is ahead of the hub's, as far as is known. */
  ahead: number
}

/** The latest time of earlier starts, in milliseconds. */
export function notedTime(notes: Notes): Promise<number | undefined> {
  return notes.get<number>(LATEST_TIME)
}

export class KeptClock {
  /** Kept fresh as long as the tablet is open. */
  readonly today: Today = reactive({ date: '', basis: 'device', needsConfirmation: true, ahead: 0 })
  #notedAt = 0

  private constructor(
    readonly clock: Clock,
    private readonly notes: Notes,
    private readonly failed: (error: unknown) => void,
  ) {}

  static async open(notes: Notes, { signal, failed }: Pick<Life, 'signal' | 'failed'>): Promise<KeptClock> {
    const latest = await notedTime(notes)
    const kept = new KeptClock(new Clock(latest), notes, failed)
    kept.#tick()
    const ticking = setInterval(() => kept.#tick(), TICK_MS)
    whenClosed(signal, () => clearInterval(ticking))
    return kept
  }

  /** The clock hears each answer; the notes hear of it once a minute. */
  hear(time: string): void {
    this.clock.hear(time)
    this.#tick()
    const { ms } = this.clock.now()
    if (Math.abs(ms - this.#notedAt) >= MINUTE_MS) this.#note(ms)
  }

  /** Something is written down: nothing after it is dated before it. */
  mark(): void {
    this.#note(this.clock.mark())
  }

  /** The clerk has looked: today is this date. */
  confirm(): void {
    this.clock.confirm()
    this.#tick()
  }

  #note(ms: number): void {
    this.#notedAt = ms
    this.notes.set(LATEST_TIME, ms).catch(this.failed)
  }

  #tick(): void {
    const { needsConfirmation, ahead } = this.clock
    Object.assign(this.today, {
      date: this.clock.today(),
      basis: this.clock.now().basis,
      needsConfirmation,
      ahead,
    })
  }
}
