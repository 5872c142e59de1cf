/**
 * What has just come under the finger is not to be tapped yet: the second tap of a double tap was meant for what stood
 * there before.
 */
import { onScopeDispose, type Ref, ref, watch } from 'vue'

const MOMENT_MS = 400

/** Whether the screen, by what stands on it, has only just come; true from its beginning. */
export function useSettling(stands: () => string): Readonly<Ref<boolean>> {
  const isNew = ref(false)
  let moment: ReturnType<typeof setTimeout> | undefined
  function come(): void {
    clearTimeout(moment)
    isNew.value = true
    moment = setTimeout(() => {
      isNew.value = false
    }, MOMENT_MS)
  }
  watch(stands, come, { immediate: true, flush: 'sync' })
  onScopeDispose(() => clearTimeout(moment))
  return isNew
}
