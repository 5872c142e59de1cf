/** A form that is kept, for a screen: empty until it has been read. */
import { computed, type Ref, shallowRef } from 'vue'
import type { Draft } from '../local/draft'
import { useTablet } from '../tablet'
import { tellFailure } from './failure'

interface KeptForm<T extends object> {
  form: Readonly<Ref<T | undefined>>
  /** What was in it before it was emptied, for as long as it can be taken back. */
  thrown: Readonly<Ref<T | undefined>>
  /** Begin with an empty one, but for what is handed over; what was filled in can be taken back. */
  startOver(kept?: Partial<T>): Promise<void>
  /** What was thrown away takes the place of what is filled in now, and the other way round. */
  takeBack(): Promise<void>
  /** Forget it: what was filled in is written down elsewhere. */
  clear(): Promise<void>
}

/** `opened` is called once it has been read. */
export function useDraft<T extends object>(
  key: string,
  empty: () => T,
  opened: (form: T) => void = () => {},
): KeptForm<T> {
  const { drafts, thrownForms } = useTablet()
  const draft = shallowRef<Draft<T>>()
  const thrown = shallowRef<T>()
  const open = async () => {
    draft.value = await drafts.open(key, empty)
    thrown.value = await thrownForms.last<T>(key)
    return draft.value.form
  }
  const clear = async () => {
    await draft.value?.clear()
    await thrownForms.forget(key)
  }
  const replace = async (form: Partial<T>) => {
    if (!draft.value) return
    await thrownForms.throwAway(key, draft.value.form)
    thrown.value = await thrownForms.last<T>(key)
    Object.assign(draft.value.form, empty(), form)
  }
  const startOver = (kept: Partial<T> = {}) => replace(kept)
  const takeBack = async () => {
    if (thrown.value) await replace(thrown.value)
  }
  open().then(opened).catch(tellFailure)
  return { form: computed(() => draft.value?.form), thrown, startOver, takeBack, clear }
}
