/**
 * What must be known of this tablet's own facts though they are on the disk no more: where its chain ends, and which
 * numbers are used. It is noted after each fact, and so it may be behind the facts but never ahead of them: those
 * that came after it are entered when it is opened.
 */
import { shallowReactive } from 'vue'
import { chainHash } from '../domain/envelope'
import type { Fact } from '../domain/facts'
import { readCertificateNumber } from '../domain/numbers'
import type { Notes } from './store'

/** The last fact of the chain; `seq` is 0 before the first. */
export interface Head {
  readonly seq: number
  readonly ms: number
  readonly hash: string
}

interface Noted {
  head: Head
  serials: [block: string, serial: number][]
  accepted: [day: string, n: number][] // a day is what case numbers of one item and day begin with
}

const DAYS = 100 // of acceptances, each item's apart: a clock that was wrong may come back to any of them
const SERIAL_AND_CHECK = 4 // characters at the end of a case number

export class Ledger {
  #head: Head = { seq: 0, ms: 0, hash: '' }
  readonly #serials = shallowReactive(new Map<string, number>())
  #accepted = new Map<string, number>()

  private constructor(
    private readonly device: string,
    private readonly notes: Notes,
  ) {}

  /** As noted, and with what the facts on the disk say beyond it. */
  static async open(device: string, notes: Notes, stored: readonly object[]): Promise<Ledger> {
    const ledger = new Ledger(device, notes)
    const noted = await notes.get<Noted>(ledger.#key)
    if (noted) ledger.#take(noted)
    await ledger.catchUp(stored)
    return ledger
  }

  get head(): Head {
    return this.#head
  }

  /** The last number that was taken out of a block, which gives them in their order; 0 for none. */
  lastOf(block: string): number {
    return this.#serials.get(block) ?? 0
  }

  /** A number that stands on a sheet of this device, good or spoiled, is never given again. */
  use(block: string, certNo: string): void {
    this.#serials.set(block, Math.max(readCertificateNumber(certNo).serial, this.lastOf(block)))
  }

  /** How many cases were accepted under numbers of the same item and day as this one. */
  acceptedLike(caseNo: string): number {
    return this.#accepted.get(dayOf(caseNo)) ?? 0
  }

  /** Enter those of this device that it does not know yet; of other documents nothing is taken. */
  async catchUp(stored: readonly object[]): Promise<void> {
    const later = (stored as Fact[])
      .filter(({ device, seq, sig }) => device === this.device && sig && seq > this.#head.seq)
      .sort((one, other) => one.seq - other.seq)
    for (const fact of later) this.#enter(fact)
    const last = later.at(-1)
    if (last) await this.#endWith(last)
  }

  /** A fact is on the disk. Throws when that could not be noted; the next one that is notes it as well. */
  async enter(fact: Fact): Promise<void> {
    this.#enter(fact)
    await this.#endWith(fact)
    await this.notes.set(this.#key, this.#noted())
  }

  async #endWith(fact: Fact): Promise<void> {
    this.#head = { seq: fact.seq, ms: Date.parse(fact.at), hash: await chainHash(fact) }
  }

  #enter(fact: Fact): void {
    if ('certNo' in fact && 'block' in fact) this.use(fact.block, fact.certNo)
    if (fact.type === 'acceptance') this.#accept(fact.caseNo)
  }

  #accept(caseNo: string): void {
    const day = dayOf(caseNo)
    const n = this.acceptedLike(caseNo) + 1
    this.#accepted.delete(day)
    this.#accepted.set(day, n) // the latest comes last
    const [oldest = ''] = this.#accepted.keys()
    if (this.#accepted.size > DAYS) this.#accepted.delete(oldest)
  }

  #take({ head, serials, accepted }: Noted): void {
    this.#head = head
    for (const [block, serial] of serials) this.#serials.set(block, serial)
    this.#accepted = new Map(accepted)
  }

  #noted(): Noted {
    return { head: this.#head, serials: [...this.#serials], accepted: [...this.#accepted] }
  }

  get #key(): string {
    return `ledger:${this.device}`
  }
}

function dayOf(caseNo: string): string {
  return caseNo.slice(0, -SERIAL_AND_CHECK)
}
