/** Cases that left this tablet when they were over: what fetches them again, and the numbers that they are asked for by. */
import { shallowReactive } from 'vue'
import type { Notes } from './notes'

export interface Removal {
  ids: readonly string[] // of all its documents
  numbers: readonly string[] // of the case and of its certificates
}

const PREFIX = 'removed:'
const LEAVING = 'leaving'

export function isOfARemoval(key: string): boolean {
  return key.startsWith(PREFIX)
}

export class Removed {
  readonly cases: Set<string> = shallowReactive(new Set<string>())
  #leaving = ''

  private constructor(private readonly notes: Notes) {}

  static async load(notes: Notes): Promise<Removed> {
    const removed = new Removed(notes)
    const keys = (await notes.keys()).filter((key) => key.startsWith(PREFIX))
    for (const key of keys) removed.cases.add(key.slice(PREFIX.length))
    removed.#leaving = (await notes.get<string>(LEAVING)) ?? ''
    return removed
  }

  /** The one of which something may still be here; empty when there is none. */
  get leaving(): string {
    return this.#leaving
  }

  async of(caseId: string): Promise<Removal | undefined> {
    return this.cases.has(caseId) ? this.notes.get<Removal>(PREFIX + caseId) : undefined
  }

  /** Before the first of its documents goes. */
  async begin(caseId: string, removal: Removal): Promise<void> {
    await this.notes.set(PREFIX + caseId, removal)
    await this.notes.set(LEAVING, caseId)
    this.#leaving = caseId
    this.cases.add(caseId)
  }

  /** Nothing of it is here any more. */
  async end(): Promise<void> {
    await this.notes.delete(LEAVING)
    this.#leaving = ''
  }

  /** It is here again. */
  async forget(caseId: string): Promise<void> {
    if (this.#leaving === caseId) await this.end()
    await this.notes.delete(PREFIX + caseId)
    this.cases.delete(caseId)
  }

  /** The case that has this id or one of these numbers; empty for none. */
  async named(number: string): Promise<string> {
    if (this.cases.has(number)) return number
    for (const caseId of this.cases) {
      if ((await this.of(caseId))?.numbers.includes(number)) return caseId
    }
    return ''
  }
}
