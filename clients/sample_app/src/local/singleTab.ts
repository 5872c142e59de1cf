/**
 * One open tab at a time. Two tabs of one device would give the same number to two facts.
 *
 * The Web Lock says which tab is the one. A tab that takes over steals it, and also leaves its mark in the
 * notes: a frozen tab that wakes up and has not yet heard of the theft finds the other's mark and stops.
 */
import type { Notes } from './notes'

const TAB_LOCK = 'yici-tab'
const WRITE_LOCK = 'yici-write'
const OWNER = 'owner'
const PATIENCE_MS = 2000 // a page that is being reloaded lets go of its lock a little later than the next asks

/** This tab is no longer the open one. */
export class TabTaken extends Error {}

export interface OpenTab {
  /** Run `work` when no other write of this origin runs, if this tab is still the open one. */
  exclusively<T>(work: () => Promise<T>): Promise<T>
}

/**
 * Become the open tab. Undefined when another one is open, unless `takeOver`.
 * `lost` is called when another tab takes over.
 */
export async function becomeOpenTab(
  notes: Notes,
  lost: () => void,
  { takeOver = false, locks = navigator.locks, patienceMs = PATIENCE_MS } = {},
): Promise<OpenTab | undefined> {
  const mark = crypto.randomUUID()
  const options: LockOptions = takeOver ? { steal: true } : { signal: AbortSignal.timeout(patienceMs) }
  if (!(await holdForever(locks, options, lost))) return undefined
  await locks.request(WRITE_LOCK, () => notes.set(OWNER, mark))
  return {
    async exclusively(work) {
      return await locks.request(WRITE_LOCK, async () => {
        if ((await notes.get(OWNER)) !== mark) throw new TabTaken('another tab has taken over')
        return await work()
      })
    },
  }
}

/** Resolves to whether the lock was got; it is then held as long as the page lives or until it is stolen. */
function holdForever(locks: LockManager, options: LockOptions, lost: () => void): Promise<boolean> {
  return new Promise((resolve) => {
    let got = false
    const held = locks.request(TAB_LOCK, options, () => {
      got = true
      resolve(true)
      return new Promise<never>(() => {})
    })
    held.catch(() => (got ? lost() : resolve(false)))
  })
}
