/** How many bytes went to the hub and came from it this month: a village pays for them. */
import { reactive } from 'vue'
import type { Notes } from '../local/notes'

export interface Counted {
  since: string // the day
  up: number
  down: number
}

const TRAFFIC = 'traffic'
const NOTED_EVERY = 100_000 // bytes; what is lost when the page is closed is less

export class Traffic {
  readonly counted: Counted = reactive({ since: '', up: 0, down: 0 })
  #noted = 0

  private constructor(
    private readonly notes: Notes,
    private readonly today: () => string,
    private readonly failed: (error: unknown) => void,
  ) {}

  static async load(notes: Notes, today: () => string, failed: (error: unknown) => void): Promise<Traffic> {
    const traffic = new Traffic(notes, today, failed)
    Object.assign(traffic.counted, await notes.get<Counted>(TRAFFIC))
    traffic.#noted = traffic.#sum
    return traffic
  }

  /** Without what the connection itself needs: headers, and its security. */
  count(up: number, down: number): void {
    const { counted } = this
    const today = this.today()
    if (monthOf(counted.since) !== monthOf(today)) {
      Object.assign(counted, { since: today, up: 0, down: 0 })
      this.#noted = Number.NEGATIVE_INFINITY
    }
    counted.up += up
    counted.down += down
    if (this.#sum - this.#noted < NOTED_EVERY) return
    this.#noted = this.#sum
    this.notes.set(TRAFFIC, { ...counted }).catch(this.failed)
  }

  get #sum(): number {
    return this.counted.up + this.counted.down
  }
}

function monthOf(day: string): string {
  return day.slice(0, 7)
}
