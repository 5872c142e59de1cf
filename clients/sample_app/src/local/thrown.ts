/** A form that was emptied is kept for an hour, so that it can be taken back. */
import type { Notes } from './notes'

const KEPT_MS = 3_600_000
const PREFIX = 'thrown:'

interface Thrown<T> {
  form: T
  at: number // by the tablet's own clock, in milliseconds
}

export function isOfAThrownForm(key: string): boolean {
  return key.startsWith(PREFIX)
}

export class ThrownForms {
  constructor(private readonly notes: Notes) {}

  async throwAway<T extends object>(key: string, form: T, now = Date.now()): Promise<void> {
    const kept: Thrown<T> = { form: JSON.parse(JSON.stringify(form)) as T, at: now }
    await this.notes.set(PREFIX + key, kept)
  }

  /** What was thrown away last, if it was within the hour; what is older is forgotten. */
  async last<T extends object>(key: string, now = Date.now()): Promise<T | undefined> {
    const kept = await this.notes.get<Thrown<T>>(PREFIX + key)
    if (kept && Math.abs(now - kept.at) < KEPT_MS) return kept.form
    if (kept) await this.forget(key)
    return undefined
  }

  async forget(key: string): Promise<void> {
    await this.notes.delete(PREFIX + key)
  }
}
