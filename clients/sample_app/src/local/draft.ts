/** Half-filled forms that survive reloads, crashes, locking and the back key: every keystroke is kept. */
import { reactive, ref, watch } from 'vue'
import type { Notes } from './notes'

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
  /** How many forms are on their way to the disk. */
  readonly onTheirWay = ref(0)

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

  #arrived(): void {
    this.onTheirWay.value -= 1
  }

  async #load<T extends object>(key: string, empty: () => T): Promise<Draft<T>> {
    const { notes, failed } = this
    const name = PREFIX + key
    const form = reactive({ ...empty(), ...(await notes.get<T>(name)) }) as T
    let saving = Promise.resolve()
    let next: Promise<void> | undefined // not begun yet: it takes the form as it stands when it begins
    const write = () => {
      next = undefined
      return notes.set(name, JSON.parse(JSON.stringify(form)) as T)
    }
    const save = () => {
      if (next) return next
      this.onTheirWay.value += 1
      const saved = saving.then(write)
      next = saved
      saving = saved.then(
        () => this.#arrived(),
        () => this.#arrived(), // the next one is kept all the same
      )
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
