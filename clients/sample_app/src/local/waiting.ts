/** How many facts wait to be sent: noted in clear, so that a locked tablet can say it. */
import { type Ref, watch } from 'vue'
import { type Life, whenClosed } from './life'
import type { Notes } from './notes'

const WAITING = 'waiting'

export async function notedWaiting(notes: Notes): Promise<number> {
  return (await notes.get<number>(WAITING)) ?? 0
}

export function noteWaiting(
  waiting: Readonly<Ref<number>>,
  notes: Notes,
  { signal, failed }: Pick<Life, 'signal' | 'failed'>,
): void {
  whenClosed(
    signal,
    watch(waiting, (n) => void notes.set(WAITING, n).catch(failed), { immediate: true, flush: 'sync' }),
  )
}
