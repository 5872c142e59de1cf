/**
 * A case that is over leaves this tablet, with all that it holds of people; the district has it. What was used up
 * (places in the chain, numbers) the ledger remembers.
 *
 * Which documents go is noted before the first does, so that one that was cut short goes on, and so that the case can
 * be fetched again: when something happens in it, or when somebody asks for it.
 */
import { shallowRef } from 'vue'
import { KEPT_MS, whyKept } from './casework/finished'
import type { Case } from './domain/case'
import type { Receipts } from './hub/receipts'
import type { Refusals } from './hub/refusals'
import type { Sync } from './hub/sync'
import type { Cases } from './known/cases'
import type { Clock } from './local/clock'
import { type Unread, understood } from './local/following'
import type { Notes } from './local/notes'
import { isOfARemoval, Removed } from './local/removed'
import type { LocalDatabase, StoredDocument } from './local/store'

export interface ClearingParts {
  site: Pick<LocalDatabase, 'forget' | 'some'>
  /** Sealed papers that are still here. */
  papers: Pick<LocalDatabase, 'all'>
  /** For what may name people. */
  notes: Notes
  cases: Pick<Cases, 'all' | 'forget' | 'tell'>
  receipts: Pick<Receipts, 'coveredBy' | 'forget' | 'isCopied' | 'tell'>
  refusals: Pick<Refusals, 'has'>
  sync: Pick<Sync, 'fetch'>
  clock: Pick<Clock, 'now'>
  unread: Unread
  failed(error: unknown): void
}

export interface Idle {
  /** Whether somebody of the office has still something to do in a case. */
  hasWork(found: Case): boolean
  /** Asked before each document: whether nobody wants the tablet. */
  goOn(): boolean
}

interface Held {
  ids: Set<string>
  latest: number // milliseconds
  own: number // the last place in this tablet's chain; 0 for none
}

type Told = StoredDocument & { case?: string; at?: string }

const FETCHED = 'fetched:'

export class Clearing {
  readonly #held = new Map<string, Held>()
  readonly #fetched = new Map<string, number>() // when somebody wanted to have it here again
  readonly #wanted = new Set<string>() // something happened in them since they left
  readonly #removed = shallowRef<Removed>() // until all that is stored has been told there is none
  #turn: Promise<unknown> = Promise.resolve()

  constructor(
    private readonly device: string,
    private readonly parts: ClearingParts,
  ) {}

  /** A document of the site's database, new or seen before. */
  tell(document: StoredDocument): void {
    const { _id, case: caseId, at = '', device, seq = 0, sig } = document as Told
    if (!caseId) return
    const held = this.#held.get(caseId) ?? { ids: new Set<string>(), latest: 0, own: 0 }
    this.#held.set(caseId, held)
    held.ids.add(_id)
    const happened = Date.parse(at)
    held.latest = Math.max(held.latest, Number.isNaN(happened) ? Number.POSITIVE_INFINITY : happened)
    if (device === this.device && sig) held.own = Math.max(held.own, seq)
    if (this.#removed.value?.cases.has(caseId)) this.#lookInTurn(caseId)
  }

  /** All that is stored has been told: take up where the last start ended. Nobody waits for the hub. */
  async load(): Promise<void> {
    const { notes, cases } = this.parts
    const removed = await Removed.load(notes)
    this.#removed.value = removed
    for (const key of (await notes.keys()).filter((one) => one.startsWith(FETCHED))) {
      this.#fetched.set(key.slice(FETCHED.length), (await notes.get<number>(key)) ?? 0)
    }
    if (removed.leaving) cases.forget(removed.leaving)
    const isHeld = (caseId: string) => this.#held.has(caseId)
    for (const caseId of [...removed.cases].filter(isHeld)) this.#lookInTurn(caseId)
  }

  /** How many are not here any more. */
  get count(): number {
    return [...(this.#removed.value?.cases ?? [])].filter((caseId) => !this.parts.cases.all.has(caseId))
      .length
  }

  isRemoved(caseId: string): boolean {
    return this.#removed.value?.cases.has(caseId) === true && !this.parts.cases.all.has(caseId)
  }

  /** The case of that id, or with that number on its papers, where it left this tablet; empty for none. */
  async named(number: string): Promise<string> {
    const caseId = await this.#removed.value?.named(number)
    return caseId && this.isRemoved(caseId) ? caseId : ''
  }

  /** Take away one case that is over; whether one went, whole. */
  step(idle: Idle): Promise<boolean> {
    return this.#inTurn(() => this.#step(idle))
  }

  /** From the district; it stays for another thirty days. False where it could not be reached. */
  fetchBack(caseId: string): Promise<boolean> {
    return this.#inTurn(() => this.#fetchBack(caseId))
  }

  /** Nothing is taken away while something is fetched. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work)
    this.#turn = done.catch(() => {})
    return done
  }

  #lookInTurn(caseId: string): void {
    void this.#inTurn(() => this.#look(caseId)).catch(this.parts.failed)
  }

  async #step(idle: Idle): Promise<boolean> {
    const { receipts, clock } = this.parts
    if (!this.#removed.value || receipts.isCopied.value || clock.now().basis !== 'hub' || !idle.goOn())
      return false
    for (const caseId of [...this.#wanted]) await this.#fetchBack(caseId)
    const { leaving } = this.#list
    if (leaving) return !this.#wanted.has(leaving) && this.#takeAway(leaving, idle)
    const next = await this.#next(idle)
    if (!next || !idle.goOn()) return false
    const ids = new Set([...((await this.#list.of(next.id))?.ids ?? []), ...this.#heldOf(next.id).ids])
    const numbers = [next.caseNo, ...next.certificates.map(({ certNo }) => certNo)].filter(Boolean)
    await this.#list.begin(next.id, { ids: [...ids], numbers })
    return this.#takeAway(next.id, idle)
  }

  async #fetchBack(caseId: string): Promise<boolean> {
    const { notes, clock } = this.parts
    const { ids } = (await this.#list.of(caseId)) ?? { ids: [] }
    if (!(await this.#areHere(ids))) return false
    await this.#tellAgain([...ids, ...this.#heldOf(caseId).ids])
    const { ms } = clock.now()
    this.#fetched.set(caseId, ms)
    await notes.set(FETCHED + caseId, ms)
    await this.#list.forget(caseId)
    this.#wanted.delete(caseId)
    return true
  }

  /** For those that had not gone yet no hub is asked. */
  async #areHere(ids: readonly string[]): Promise<boolean> {
    const { site, sync } = this.parts
    return (await site.some(ids)).length === ids.length || sync.fetch([...ids])
  }

  /** What had not gone yet does not arrive anew, and was forgotten with the rest. */
  async #tellAgain(ids: string[]): Promise<void> {
    const { site, cases, receipts, unread } = this.parts
    for (const document of await site.some([...new Set(ids)])) {
      understood((one) => cases.tell(one), document, unread)
      receipts.tell(document)
    }
  }

  get #list(): Removed {
    if (!this.#removed.value) throw new Error('what is stored has not been told yet')
    return this.#removed.value
  }

  #heldOf(caseId: string): Held {
    return this.#held.get(caseId) ?? { ids: new Set(), latest: Number.POSITIVE_INFINITY, own: 0 }
  }

  /** Whether something happened that was not there when it left; what a restored hub brings once more is no news. */
  async #look(caseId: string): Promise<void> {
    if (this.#wanted.has(caseId)) return
    const removal = await this.#list.of(caseId)
    const isNews = removal && [...this.#heldOf(caseId).ids].some((id) => !removal.ids.includes(id))
    if (!isNews) return
    this.#wanted.add(caseId)
    await this.#fetchBack(caseId)
  }

  async #next({ hasWork }: Idle): Promise<Case | undefined> {
    const { cases, receipts, refusals, papers, unread, clock } = this.parts
    const now = clock.now().ms
    const covered = await receipts.coveredBy(now - KEPT_MS)
    const withPapers = new Set((await papers.all()).map((paper) => (paper as Told).case))
    return [...cases.all.values()].find((found) => {
      const { ids, latest, own } = this.#heldOf(found.id)
      const why = whyKept({
        found,
        hasWork: hasWork(found),
        latest: Math.max(latest, this.#fetched.get(found.id) ?? 0),
        now,
        own,
        covered,
        isRefused: [...ids].some((id) => refusals.has(id)),
        hasPapers: withPapers.has(found.id),
        isUnread: [...ids].some((id) => unread.has(id)),
      })
      return why === ''
    })
  }

  /** Its documents one after the other, then what was noted about it. */
  async #takeAway(caseId: string, { goOn }: Idle): Promise<boolean> {
    const { site, cases, receipts } = this.parts
    const { ids } = (await this.#list.of(caseId)) ?? { ids: [] }
    if (!goOn()) return false
    cases.forget(caseId)
    receipts.forget(ids)
    const held = this.#heldOf(caseId)
    for (const id of ids) {
      if (!goOn()) return false
      await site.forget(id)
      held.ids.delete(id)
    }
    await this.#forgetNotes(caseId, ids)
    await this.#list.end()
    if (held.ids.size) await this.#look(caseId)
    else this.#held.delete(caseId)
    return true
  }

  async #forgetNotes(caseId: string, ids: readonly string[]): Promise<void> {
    const { notes } = this.parts
    const isAbout = (key: string) =>
      key.split(':').includes(caseId) || ids.some((id) => key.endsWith(`:${id}`))
    const others = (await notes.keys()).filter((key) => !isOfARemoval(key))
    for (const key of others.filter(isAbout)) await notes.delete(key)
    this.#fetched.delete(caseId)
  }
}
