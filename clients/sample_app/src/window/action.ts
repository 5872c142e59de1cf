/** One thing at a time: a button whose work is under way does nothing, and a failure is told. */
import { ref } from 'vue'
import { tellFailure } from './failure'

export function useAction() {
  const busy = ref(false)
  async function run(work: () => Promise<unknown>): Promise<void> {
    if (busy.value) return
    busy.value = true
    try {
      await work()
    } catch (error) {
      tellFailure(error)
    } finally {
      busy.value = false
    }
  }
  return { busy, run }
}
