/**
 * One replication that goes on for ever. After a failure PouchDB waits longer and longer; it can be told that the
 * hub is there again, and then starts anew, though not at once after it was started.
 */
import type { ReplicationHandle } from '../local/store'

const LEAST_MS = 4000 // from one start to the next, more or less: a district does not come at once

export class LiveReplication {
  #handle: ReplicationHandle | undefined
  #startedAt = 0
  #isWaiting = false
  #again: ReturnType<typeof setTimeout> | undefined

  /** `settled` is called whenever there is nothing left to be carried over. */
  constructor(
    private readonly begin: () => ReplicationHandle,
    private readonly settled: () => void,
  ) {}

  /** Whether it has failed, and nothing went through since. */
  get isWaiting(): boolean {
    return this.#isWaiting
  }

  get isRunning(): boolean {
    return this.#handle !== undefined
  }

  start(): void {
    this.stop()
    this.#startedAt = performance.now()
    const handle = this.begin()
    this.#handle = handle
    handle.on('active', () => this.#hear(handle, false))
    handle.on('paused', (error?: unknown) => {
      this.#hear(handle, error !== undefined)
      if (error === undefined && handle === this.#handle) this.settled()
    })
    handle.on('error', () => {
      this.#hear(handle, true)
      this.wake() // PouchDB has ended it, for what it takes for final: ours all pass
    })
    handle.catch(() => {}) // heard as `error`
  }

  stop(): void {
    clearTimeout(this.#again)
    this.#again = undefined
    this.#isWaiting = false
    this.#handle?.cancel()
    this.#handle = undefined
  }

  /** The hub is there: do not wait any longer. */
  wake(): void {
    if (!this.#isWaiting || this.#again) return
    const passed = performance.now() - this.#startedAt
    const wait = LEAST_MS * (0.75 + Math.random() / 2) - passed
    this.#again = setTimeout(() => this.start(), Math.max(0, wait))
  }

  /** Of a replication that was cancelled nothing counts. */
  #hear(handle: ReplicationHandle, isWaiting: boolean): void {
    if (handle === this.#handle) this.#isWaiting = isWaiting
  }
}
