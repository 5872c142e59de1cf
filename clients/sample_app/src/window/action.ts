/** One thing at a time: a button whose work is under way does nothing, and a failure is told. */
import { showToast } from 'vant/es/toast'
import { ref } from 'vue'
import { CopiedTablet, DateNotConfirmed, NoLongerPossible, NoNumberLeft } from '../casework/desk'
import { sentenceOf } from '../domain/violations'
import { NotAllowed } from '../facts'
import { say, t } from '../i18n'

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

/** Tell the clerk what could not be done. */
export function tellFailure(error: unknown): void {
  console.error(error)
  showToast({ message: explain(error), duration: 5000, wordBreak: 'break-all' })
}

function explain(error: unknown): string {
  if (error instanceof NoLongerPossible) return whyNot(error)
  if (error instanceof NoNumberLeft) return t('error.noNumbers')
  if (error instanceof CopiedTablet) return t('receipt.copied')
  if (error instanceof DateNotConfirmed) return t('issue.confirmWhy')
  return t('error.notSaved', { reason: error instanceof Error ? error.message : String(error) })
}

/** The rule that forbids it, or that the case has moved on. */
function whyNot({ cause }: NoLongerPossible): string {
  const broken = cause instanceof NotAllowed && sentenceOf(cause.fact.type, cause.rule)
  return broken ? say(broken) : t('error.movedOn')
}
