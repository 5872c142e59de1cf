/** What tells that the browser threw away the databases of a tablet, its key among them: it is to be enrolled anew. */
import { type Mark, readMark } from './mark'
import { isAnySiteStored } from './store'

/** Of a tablet without its key; what it had written is unknown where not even its mark is left. */
export interface Evicted extends Partial<Mark> {
  /** How many facts no receipt had covered. */
  unsafe: number
}

/** Asked where no device is enrolled; undefined for a tablet that never was one. */
export async function signsOfEviction(): Promise<Evicted | undefined> {
  const mark = readMark()
  if (mark) return { ...mark, unsafe: mark.seq - mark.safe }
  return (await isAnySiteStored()) ? { unsafe: Number.NaN } : undefined
}
