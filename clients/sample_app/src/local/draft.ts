/** Half-filled forms that survive reloads, crashes, locking and the back key: every keystroke is kept. */
import { reactive, watch } from 'vue'
import type { Notes } from './store'

export interface Draft<T extends object> {
  form: T
  /** Resolves once the form as it stands is on the disk. */
  saved(): Promise<void>
  /** Empty the form and forget it. */
  clear(): Promise<void>
}

const PREFIX = 'draft:'

export function isOfADraft(key: string): boolean {
  return key.startsWith(PREFIX)
}

export class Drafts {
  readonly #open = new Map<string, Promise<Draft<object>>>()

  /** `failed` is told of a keystroke that could not be kept. */
  constructor(
    private readonly notes: Notes,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** The draft of that key; the same one for every screen that asks. */
  open<T extends object>(key: string, empty: () => T): Promise<Draft<T>> {
    const opened = this.#open.get(key) ?? this.#load(key, empty)
    this.#open.set(key, opened)
    opened.catch(() => this.#open.delete(key)) // the next screen that asks tries again
    return opened as Promise<Draft<T>>
  }

  async #load<T extends object>(key: string, empty: () => T): Promise<Draft<T>> {
    const { notes, failed } = this
    const name = PREFIX + key
    const form = reactive({ ...empty(), ...(await notes.get<T>(name)) }) as T
    let saving = Promise.resolve()
    const save = () => {
      const kept = JSON.parse(JSON.stringify(form)) as T
      const saved = saving.then(() => notes.set(name, kept))
      saving = saved.catch(() => {}) // the next one is kept all the same
      return saved
    }
    const stop = watch(form, () => void save().catch(failed))
    return {
      form,
      saved: save,
      clear: async () => {
        stop()
        this.#open.delete(key)
        await saving
        await notes.delete(name)
      },
    }
  }
}
