/**
 * What must be known of this tablet's own facts though they are on the disk no more: where its chain ends, and which
 * numbers are used. It is noted after each fact, and so it may be behind the facts but never ahead of them: those
 * that came after it are entered when it is opened.
 *
 * Which fact is about to be written is noted before it is. So one whose write was cut short is known again, and any
 * other that bears this tablet's name and signature, and goes on from its chain, was made by a copy of the tablet.
 *
 * How far the chain had come is marked outside the databases too: should the browser throw away some of what they
 * hold, no place is used twice, and it is known which facts are missing.
 */
import { ref, shallowReactive } from 'vue'
import { chainHash, isSignedAt, wordsHash } from '../domain/envelope'
import type { Fact } from '../domain/facts'
import { readCertificateNumber } from '../domain/numbers'
import { credentialPoint } from '../domain/sign1'
import type { Device } from './device'
import { leaveMark, readMark } from './mark'
import type { Notes } from './notes'
import type { StoredDocument } from './store'

/** The last fact of the chain; `seq` is 0 before the first. */
export interface Head {
  readonly seq: number
  readonly ms: number
  readonly hash: string
}

/** The fact that was signed last, be it on the disk or not. */
interface Signed {
  readonly seq: number
  readonly words: string
}

interface Noted {
  head: Head
  signed?: Signed
  safe?: number
  serials: [block: string, serial: number][]
  accepted: [day: string, n: number][] // a day is what case numbers of one item and day begin with
}

/** As it lies on the disk. */
export type StoredFact = Fact & { _rev: string }

/** The browser threw away what this place in the chain was used for: nothing is written there. */
export class PlaceTaken extends Error {}

const DAYS = 100 // of acceptances, each item's apart: a clock that was wrong may come back to any of them
const SERIAL_AND_CHECK = 4 // characters at the end of a case number

export class Ledger {
  /** There are facts under this tablet's name that were not made here: the tablet was copied. */
  readonly isCopied = ref(false)
  #head: Head = { seq: 0, ms: 0, hash: '' }
  #signed: Signed = { seq: 0, words: '' }
  #safe = 0 // up to which the district has ever signed for it
  #marked = 0 // the last place that was marked before this start
  readonly #serials = shallowReactive(new Map<string, number>())
  #accepted = new Map<string, number>()

  private constructor(
    private readonly device: Pick<Device, 'device' | 'credential'>,
    private readonly notes: Notes,
  ) {}

  /** As noted, and with what the facts on the disk say beyond it. */
  static async open(
    device: Pick<Device, 'device' | 'credential'>,
    notes: Notes,
    stored: readonly StoredDocument[],
  ): Promise<Ledger> {
    const ledger = new Ledger(device, notes)
    const noted = await notes.get<Noted>(ledger.#key)
    if (noted) ledger.#take(noted)
    ledger.#takeMark()
    ledger.isCopied.value = (await notes.get<boolean>(ledger.#copied)) ?? false
    await ledger.catchUp(stored)
    return ledger
  }

  get head(): Head {
    return this.#head
  }

  /** The last place in the chain that this tablet has signed a fact for. */
  get reach(): number {
    return Math.max(this.#head.seq, this.#signed.seq)
  }

  /** The places of facts that were on this disk, are there no more, and were never safe at the district. */
  lost(isHeld: (seq: number) => boolean): number[] {
    const last = Math.max(this.#head.seq, this.#marked)
    const uncovered = Array.from({ length: Math.max(0, last - this.#safe) }, (_, n) => this.#safe + n + 1)
    return uncovered.filter((seq) => !isHeld(seq))
  }

  /** The end of the chain is lost: nothing can follow it. */
  get isCutShort(): boolean {
    return this.#head.seq < this.#marked
  }

  /** The district has signed for all up to this place. */
  async noteSafe(upTo: number): Promise<void> {
    if (upTo <= this.#safe) return
    this.#safe = upTo
    this.#leaveMark()
    await this.notes.set(this.#key, this.#noted())
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

  /**
   * Enter those of this device that it does not know yet, and answer with those that were made here; of other
   * documents nothing is taken. What a copy made is entered as well, so that nothing is written in its place.
   */
  async catchUp(stored: readonly StoredDocument[]): Promise<StoredFact[]> {
    const later = await this.#later(stored as StoredFact[])
    const isOwn = await Promise.all(later.map((fact) => this.isOwn(fact)))
    if (isOwn.includes(false)) await this.noteCopy()
    for (const fact of later) this.#enter(fact)
    const last = later.at(-1)
    if (last) await this.#endWith(last)
    return later.filter((_, at) => isOwn[at])
  }

  /** Before a fact is written. Throws when that could not be noted, or its place was used: then it must not be. */
  async announce(fact: Fact): Promise<void> {
    if (fact.seq <= this.#marked) throw new PlaceTaken(`${fact.seq} of ${this.#marked}`)
    this.#signed = { seq: fact.seq, words: await wordsHash(fact) }
    await this.notes.set(this.#key, this.#noted())
  }

  /** Whether a fact that `isSignedHere` was made here, as far as can be told: earlier ones may have been purged. */
  async isOwn(fact: StoredDocument): Promise<boolean> {
    return (fact.seq ?? 0) <= Math.max(this.#head.seq, this.#marked) || this.#wasSigned(fact)
  }

  /** Whether it was signed with this tablet's key, which a copy has too, and others have not. */
  isSignedHere(fact: StoredDocument): Promise<boolean> {
    return isSignedAt(credentialPoint(this.device.credential), fact)
  }

  /** Another tablet writes under this one's name; remembered from now on. */
  async noteCopy(): Promise<void> {
    this.isCopied.value = true
    await this.notes.set(this.#copied, true)
  }

  /** A fact is on the disk. Throws when that could not be noted; the next one that is notes it as well. */
  async enter(fact: Fact): Promise<void> {
    this.#enter(fact)
    await this.#endWith(fact)
    await this.notes.set(this.#key, this.#noted())
  }

  async #later(stored: readonly StoredFact[]): Promise<StoredFact[]> {
    const named = stored.filter(({ device, seq }) => device === this.device.device && seq > this.#head.seq)
    const isSigned = await Promise.all(named.map((fact) => this.isSignedHere(fact)))
    return named.filter((_, at) => isSigned[at]).sort((one, other) => one.seq - other.seq)
  }

  async #wasSigned(fact: StoredDocument): Promise<boolean> {
    return fact.seq === this.#signed.seq && (await wordsHash(fact)) === this.#signed.words
  }

  async #endWith(fact: Fact): Promise<void> {
    this.#head = { seq: fact.seq, ms: Date.parse(fact.at), hash: await chainHash(fact) }
    this.#leaveMark()
  }

  #takeMark(): void {
    const mark = readMark()
    if (mark?.device === this.device.device) {
      this.#marked = mark.seq
      this.#safe = Math.max(this.#safe, mark.safe)
    }
    this.#leaveMark()
  }

  #leaveMark(): void {
    const seq = Math.max(this.#head.seq, this.#marked)
    leaveMark({ device: this.device.device, seq, safe: this.#safe })
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

  #take({ head, signed, safe = 0, serials, accepted }: Noted): void {
    this.#head = head
    this.#safe = safe
    if (signed) this.#signed = signed
    for (const [block, serial] of serials) this.#serials.set(block, serial)
    this.#accepted = new Map(accepted)
  }

  #noted(): Noted {
    return {
      head: this.#head,
      signed: this.#signed,
      safe: this.#safe,
      serials: [...this.#serials],
      accepted: [...this.#accepted],
    }
  }

  get #key(): string {
    return `ledger:${this.device.device}`
  }

  get #copied(): string {
    return `copied:${this.device.device}`
  }
}

function dayOf(caseNo: string): string {
  return caseNo.slice(0, -SERIAL_AND_CHECK)
}
