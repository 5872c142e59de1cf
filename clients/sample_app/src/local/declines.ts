/** Pledges that were declined. No fact says so, for declining is nobody's business: this tablet just asks no more. */
import { shallowRef } from 'vue'
import type { Spouse } from '../domain/people'
import type { Notes } from './notes'

const KEY = 'declined'

export class Declines {
  readonly #list = shallowRef<readonly string[]>([])

  private constructor(private readonly notes: Notes) {}

  static async load(notes: Notes): Promise<Declines> {
    const declines = new Declines(notes)
    declines.#list.value = (await notes.get<string[]>(KEY)) ?? []
    return declines
  }

  has(caseId: string, spouse: Spouse): boolean {
    return this.#list.value.includes(`${caseId}/${spouse}`)
  }

  async add(caseId: string, spouse: Spouse): Promise<void> {
    if (this.has(caseId, spouse)) return
    const list = [...this.#list.value, `${caseId}/${spouse}`]
    await this.notes.set(KEY, list)
    this.#list.value = list
  }
}
