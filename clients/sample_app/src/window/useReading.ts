/** What was scanned, and what it says: of two readings the later counts, however long the first one takes. */
import { ref, shallowRef } from 'vue'
import { tellFailure } from './failure'

export function useReading<T>(look: (text: string) => Promise<T>) {
  const reading = shallowRef<{ text: string; says: T }>()
  const busy = ref(false)
  let latest = 0

  async function read(text: string): Promise<void> {
    forget()
    const mine = latest
    busy.value = true
    try {
      const says = await look(text)
      if (mine === latest) reading.value = { text, says }
    } catch (error) {
      if (mine === latest) tellFailure(error)
    } finally {
      if (mine === latest) busy.value = false
    }
  }

  /** Something else stands in the field. */
  function forget(): void {
    latest += 1
    busy.value = false
    reading.value = undefined
  }

  return { reading, busy, read, forget }
}
