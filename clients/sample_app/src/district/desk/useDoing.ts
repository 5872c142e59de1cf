/** Something that is done with a tap: what came of it is said, and why it failed. */
import { type Ref, ref } from 'vue'
import { sayError } from '../words'
import { FieldProblems } from './problems'
import { tell } from './said'

export interface Doing {
  problem: Ref<string>
  isBusy: Ref<boolean>
  /** `act` gives what to say when it is done; empty for nothing, where somebody thought better of it. */
  doing(act: () => Promise<string>): Promise<void>
}

export function useDoing(): Doing {
  const problem = ref('')
  const isBusy = ref(false)

  async function doing(act: () => Promise<string>): Promise<void> {
    problem.value = ''
    tell('')
    isBusy.value = true
    try {
      tell(await act())
    } catch (error) {
      problem.value = error instanceof FieldProblems ? error.ofTheWhole([]) : sayError(error)
    } finally {
      isBusy.value = false
    }
  }

  return { problem, isBusy, doing }
}
