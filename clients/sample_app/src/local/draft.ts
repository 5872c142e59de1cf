/** A half-filled form that survives reloads, crashes and the back key: every keystroke is kept. */
import { reactive, watch } from 'vue'
import { tellFailure } from '../window/failure'
import { notes } from './store'

export interface Draft<T extends object> {
  form: T
  /** Resolves once the form as it stands is on the disk. */
  saved(): Promise<void>
  /** Empty the form and forget it. */
  clear(): Promise<void>
}

const open = new Map<string, Promise<Draft<object>>>()

/** The draft of that key; the same one for every screen that asks. */
export function openDraft<T extends object>(key: string, empty: () => T): Promise<Draft<T>> {
  const opened = open.get(key) ?? load(key, empty)
  open.set(key, opened)
  opened.catch(() => open.delete(key)) // the next screen that asks tries again
  return opened as Promise<Draft<T>>
}

async function load<T extends object>(key: string, empty: () => T): Promise<Draft<T>> {
  const form = reactive({ ...empty(), ...(await notes.get<T>(`draft:${key}`)) }) as T
  let saving = Promise.resolve()
  const save = () => {
    const kept = JSON.parse(JSON.stringify(form)) as T
    const saved = saving.then(() => notes.set(`draft:${key}`, kept))
    saving = saved.catch(() => {}) // the next one is kept all the same
    return saved
  }
  const stop = watch(form, () => void save().catch(tellFailure))
  return {
    form,
    saved: save,
    async clear() {
      stop()
      open.delete(key)
      await saving
      await notes.delete(`draft:${key}`)
    },
  }
}
