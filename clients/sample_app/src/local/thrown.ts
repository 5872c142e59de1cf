/** A form that was emptied is kept for an hour, so that it can be taken back. */
import { notes } from './store'

const KEPT_MS = 3_600_000

interface Thrown<T> {
  form: T
  at: number // by the tablet's own clock, in milliseconds
}

export async function throwAway<T extends object>(key: string, form: T, now = Date.now()): Promise<void> {
  const kept: Thrown<T> = { form: JSON.parse(JSON.stringify(form)) as T, at: now }
  await notes.set(noteOf(key), kept)
}

/** What was thrown away last, if it was within the hour; what is older is forgotten. */
export async function thrownAway<T extends object>(key: string, now = Date.now()): Promise<T | undefined> {
  const kept = await notes.get<Thrown<T>>(noteOf(key))
  if (kept && Math.abs(now - kept.at) < KEPT_MS) return kept.form
  if (kept) await forgetThrown(key)
  return undefined
}

export async function forgetThrown(key: string): Promise<void> {
  await notes.delete(noteOf(key))
}

function noteOf(key: string): string {
  return `thrown:${key}`
}
