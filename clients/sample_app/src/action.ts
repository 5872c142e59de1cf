/** One thing at a time: a button whose work is under way does nothing, and a failure is told. */
import { showToast } from 'vant/es/toast'
import { ref } from 'vue'
import { NoLongerPossible, NoNumberLeft } from './casework'
import { t } from './i18n'

export function useAction() {
  const busy = ref(false)
  async function run(work: () => Promise<unknown>): Promise<void> {
    if (busy.value) return
    busy.value = true
    try {
      await work()
    } catch (error) {
      console.error(error)
      showToast({ message: explain(error), duration: 5000, wordBreak: 'break-all' })
    } finally {
      busy.value = false
    }
  }
  return { busy, run }
}

function explain(error: unknown): string {
  if (error instanceof NoLongerPossible) return t('error.movedOn')
  if (error instanceof NoNumberLeft) return t('error.noNumbers')
  return t('error.notSaved', { reason: error instanceof Error ? error.message : String(error) })
}
