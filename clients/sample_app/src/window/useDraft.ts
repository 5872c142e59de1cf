/** A form that is kept, for a screen: empty until it has been read. */
import { computed, type Ref, shallowRef } from 'vue'
import { type Draft, openDraft } from '../local/draft'
import { tellFailure } from './failure'

interface KeptForm<T extends object> {
  form: Readonly<Ref<T | undefined>>
  /** Forget it and begin with an empty one, but for what is handed over. */
  startOver(kept?: Partial<T>): Promise<void>
  /** Forget it: what was filled in is written down elsewhere. */
  clear(): Promise<void>
}

/** `opened` is called once it has been read. */
export function useDraft<T extends object>(
  key: string,
  empty: () => T,
  opened: (form: T) => void = () => {},
): KeptForm<T> {
  const draft = shallowRef<Draft<T>>()
  const open = async () => {
    draft.value = await openDraft(key, empty)
    return draft.value.form
  }
  const clear = async () => {
    await draft.value?.clear()
  }
  const startOver = async (kept: Partial<T> = {}) => {
    await clear()
    Object.assign(await open(), kept)
  }
  open().then(opened).catch(tellFailure)
  return { form: computed(() => draft.value?.form), startOver, clear }
}
