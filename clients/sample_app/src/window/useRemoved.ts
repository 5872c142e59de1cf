/** The case that somebody looks for, where it left this tablet when it was over. */
import { type Ref, ref, watch } from 'vue'
import { useTablet } from '../tablet'
import { tellFailure } from './failure'
import { numberIn } from './finding'

/** Its id; empty as long as there is none. `sought` are the words that nothing on this tablet was found by. */
export function useRemoved(sought: () => string): Readonly<Ref<string>> {
  const { clearing } = useTablet()
  const found = ref('')
  const look = async (words: string) => {
    const named = words && (await clearing.named(numberIn(words)))
    if (sought() === words) found.value = named
  }
  watch(sought, (words) => void look(words).catch(tellFailure), { immediate: true })
  return found
}
