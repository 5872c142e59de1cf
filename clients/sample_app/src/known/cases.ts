/** The cases of this tablet, folded from what it holds, whoever wrote it: facts, the hub's orders, and copies. */
import { shallowReactive } from 'vue'
import type { Case } from '../domain/case'
import type { Fact, FactOf } from '../domain/facts'
import { fold, inOrder, OUT_OF_ORDER, ruleAgainst } from '../domain/fold'
import type { Guide } from '../domain/guides'
import { ruleOfGuide } from '../domain/judge'
import type { Copy, Folded } from '../domain/orders'
import { type Unread, understood } from '../local/following'
import type { StoredDocument } from '../local/store'
import { type Block, type GivenNumbers, NumberBlocks } from './numberBlocks'

/** Something the hub asks the clerk to do. */
export interface Task {
  _id: string
  type: 'task'
  kind: 'verify-pledge' | 'ask-office' | 'reissue' | 'reissue-sent' | 'no-certificate'
  case: string // empty at the office that took a wish
  pledge?: string
  lookup?: string // the answer that did not fit: the offices settle it between them
  wish?: string
  certNo?: string // which was lost
  address?: string // the paper of the wish's site with the mailing address
  to?: string // the office that was asked for another
  by: string
  at: string
  dueOn: string
}

const FOLDED_AT_ONCE = 50 // a tap is heard in between

export class Cases {
  readonly all = shallowReactive(new Map<string, Case>())
  readonly tasks = shallowReactive(new Map<string, Task>())
  /** Of couples whose certificate another office issued, as they stood here. */
  readonly wishes = shallowReactive(new Map<string, FactOf<'reissue-wish'>>())
  readonly wishesOver = shallowReactive(new Set<string>())
  readonly numbers: NumberBlocks
  readonly #records = new Map<string, Map<string, Folded>>()
  #isLoaded = false
  #loaded: () => void = () => {}
  /** Done when every case that is stored is known. */
  readonly whole = new Promise<void>((resolve) => {
    this.#loaded = resolve
  })

  constructor(
    private readonly device: string,
    private readonly guides: ReadonlyMap<string, Guide>,
    given: GivenNumbers,
  ) {
    this.numbers = new NumberBlocks(device, given)
  }

  /** A document of the site's database, new or seen before. Nothing is folded before `load`. */
  tell(document: StoredDocument): void {
    if (document.type === 'block') this.numbers.lease(document as unknown as Block)
    else if (document.type === 'task') this.tasks.set(document._id, document as unknown as Task)
    else if (document.type === 'copy') this.#tellRecord((document as unknown as Copy).fact)
    else if ('sig' in document || document._id.startsWith('order:')) {
      this.#tellRecord(document as unknown as Folded)
    }
  }

  /** All that is stored has been told: each case is folded once. */
  async load(unread: Unread): Promise<void> {
    this.#isLoaded = true
    for (const [n, id] of [...this.#records.keys()].entries()) {
      if (n % FOLDED_AT_ONCE === FOLDED_AT_ONCE - 1) await taps()
      this.#foldOrLeaveOut(id, unread)
    }
    this.#loaded()
  }

  /** A guide has come: cases that waited for it can be folded. */
  refold(unread: Unread): void {
    if (!this.#isLoaded) return
    for (const id of this.#records.keys()) this.#foldOrLeaveOut(id, unread)
  }

  /** It is on this tablet no more. */
  forget(caseId: string): void {
    this.all.delete(caseId)
    this.#records.delete(caseId)
    for (const task of [...this.tasks.values()]) if (task.case === caseId) this.tasks.delete(task._id)
  }

  /** What a case is folded from, in no order. */
  recordsOf(caseId: string): Folded[] {
    return [...(this.#records.get(caseId)?.values() ?? [])]
  }

  fact<T extends Fact['type']>(caseId: string, type: T, id: string): FactOf<T> | undefined {
    return this.recordsOf(caseId).find((one) => one._id === id && one.type === type) as FactOf<T> | undefined
  }

  /** What this device wrote of one type, in whichever case. */
  own<T extends Fact['type']>(type: T): FactOf<T>[] {
    return this.#ownFacts().filter((fact) => fact.type === type) as FactOf<T>[]
  }

  /** What this device wrote between two moments (RFC 3339). */
  ownBetween(from: string, to: string): Fact[] {
    return this.#ownFacts().filter(({ at }) => from <= at && at <= to)
  }

  /** The rule by which a fact that is about to be written would have no effect; empty when it would. */
  ruleAgainst(fact: Fact): string {
    const rule = ruleOfGuide(fact, this.guides)
    if (rule || !fact.case || fact.type === 'application') return rule
    const found = this.all.get(fact.case)
    if (!found && fact.type === 'continuation') return ''
    return found ? ruleAgainst(found, fact, this.guides) : OUT_OF_ORDER
  }

  #ownFacts(): Fact[] {
    return [...this.#records.values()]
      .flatMap((records) => [...records.values()])
      .filter((record): record is Fact => 'device' in record && record.device === this.device)
  }

  #tellRecord(record: Folded): void {
    const records = this.#records.get(record.case) ?? new Map<string, Folded>()
    this.#records.set(record.case, records)
    if (records.has(record._id)) return
    records.set(record._id, record)
    if (record.type === 'reissue-wish') this.wishes.set(record._id, record)
    if (record.type === 'wish-over') this.wishesOver.add(record.of)
    if ('certNo' in record && 'block' in record && record.device === this.device) {
      this.numbers.use(record.block, record.certNo)
    }
    if (!this.#isLoaded) return
    try {
      this.#fold(record.case)
    } catch (error) {
      records.delete(record._id) // the case goes on without what is not understood
      throw error
    }
  }

  /** When a case is not understood as a whole, only those of its records count that are. */
  #foldOrLeaveOut(id: string, unread: Unread): void {
    try {
      this.#fold(id)
    } catch {
      const records = this.recordsOf(id)
      this.#records.delete(id)
      for (const record of inOrder(records)) understood((one) => this.#tellRecord(one), record, unread)
    }
  }

  #fold(id: string): void {
    const folded = fold(this.recordsOf(id), this.guides)
    if (folded) this.all.set(id, folded)
  }
}

/** What the clerk does meanwhile goes first. */
function taps(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve))
}
