/**
 * Which of this tablet's facts are at the hub. A finished request proves nothing; the hub is asked by
 * `_revs_diff`, and only what it then does not miss stops being counted as waiting.
 */
import { ref } from 'vue'
import type { Notes, StoredDocument } from './store'

const CHUNK = 100

interface Own {
  id: string
  rev: string
}

export class Arrivals {
  /** Facts made here that the hub is not known to hold, the refused ones not counted. */
  readonly waiting = ref(0)
  readonly #own = new Map<number, Own>()
  #arrived = new Set<number>()
  #checking: Promise<void> | undefined

  constructor(
    private readonly device: string,
    private readonly url: string,
    private readonly request: typeof fetch,
    private readonly notes: Notes,
    private readonly isRefused: (id: string) => boolean,
  ) {}

  /** Take up where the last start ended; call before the first fact is told. */
  async load(): Promise<void> {
    const upTo = (await this.notes.get<number>(this.#key)) ?? 0
    for (let seq = 1; seq <= upTo; seq += 1) this.#arrived.add(seq)
  }

  /** A document of this tablet's database: one of its own facts is counted until the hub has it. */
  tell(document: StoredDocument): void {
    if (document.device !== this.device || !document.seq || !document.sig) return
    if (this.#own.has(document.seq)) return
    this.#own.set(document.seq, { id: document._id, rev: document._rev })
    if (!this.#arrived.has(document.seq) && !this.isRefused(document._id)) this.waiting.value += 1
  }

  /** Count anew, after a refusal or an arrival. */
  count(): void {
    this.waiting.value = this.#outstanding().filter(([, { id }]) => !this.isRefused(id)).length
  }

  /** The hub was restored: nothing is known any more. */
  async forget(): Promise<void> {
    this.#arrived = new Set()
    this.count()
    await this.notes.set(this.#key, 0)
  }

  /** Ask the hub; one question at a time. Rejects when it cannot be reached. */
  check(): Promise<void> {
    this.#checking ??= this.#check().finally(() => {
      this.#checking = undefined
    })
    return this.#checking
  }

  async #check(): Promise<void> {
    const arrived = this.#arrived // of the hub that is asked: another set once that hub was restored
    const before = this.#upTo()
    const outstanding = this.#outstanding()
    for (let start = 0; start < outstanding.length; start += CHUNK) {
      const chunk = outstanding.slice(start, start + CHUNK)
      const missing = await this.#missing(chunk.map(([, own]) => own))
      for (const [seq, { id }] of chunk) if (!missing.has(id)) arrived.add(seq)
      this.count()
    }
    if (arrived === this.#arrived && this.#upTo() !== before) await this.notes.set(this.#key, this.#upTo())
  }

  async #missing(facts: Own[]): Promise<Set<string>> {
    const response = await this.request(`${this.url}/_revs_diff`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(Object.fromEntries(facts.map(({ id, rev }) => [id, [rev]]))),
    })
    if (!response.ok) throw new Error(`_revs_diff: ${response.status}`)
    return new Set(Object.keys((await response.json()) as object))
  }

  #outstanding(): [number, Own][] {
    return [...this.#own].filter(([seq]) => !this.#arrived.has(seq))
  }

  #upTo(): number {
    let seq = 0
    while (this.#arrived.has(seq + 1)) seq += 1
    return seq
  }

  get #key(): string {
    return `arrived:${this.device}`
  }
}
