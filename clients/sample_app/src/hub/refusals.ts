/** Documents the hub refused. PouchDB never offers them again by itself, so they are kept here and shown. */
import { shallowRef } from 'vue'
import type { Notes } from '../local/notes'

export interface Refusal {
  id: string
  reason: string
}

const KEY = 'refusals'

/** Of a fact's id, `visit:500116001901A4:12`: by which tablet, and its place in that tablet's chain. */
export function writtenBy(id: string): { device: string; seq: number } {
  const [, device = '', seq] = id.split(':')
  return { device, seq: Number(seq) }
}

export class Refusals {
  readonly list = shallowRef<readonly Refusal[]>([])

  constructor(private readonly notes: Notes) {}

  async load(): Promise<void> {
    this.list.value = (await this.notes.get<Refusal[]>(KEY)) ?? []
  }

  has(id: string): boolean {
    return this.list.value.some((refusal) => refusal.id === id)
  }

  async add(refusal: Refusal): Promise<void> {
    await this.#keep([...this.list.value.filter(({ id }) => id !== refusal.id), refusal])
  }

  /** The hub has these now. */
  async strike(ids: readonly string[]): Promise<void> {
    await this.#keep(this.list.value.filter(({ id }) => !ids.includes(id)))
  }

  async #keep(list: Refusal[]): Promise<void> {
    this.list.value = list
    await this.notes.set(KEY, list)
  }
}
