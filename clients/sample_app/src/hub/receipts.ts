/**
 * Which of this tablet's facts are safe at the district: those that a receipt covers. A finished request proves
 * nothing. A receipt counts when the district has signed it, and as long as the store that gave it is the hub's:
 * a restored hub gives receipts of its own.
 */
import { type Ref, ref, shallowRef } from 'vue'
import { type DistrictKeys, isTheDistricts } from '../domain/districtKeys'
import { chainHash, wordsHash } from '../domain/envelope'
import { MOST_REFUSED, type Receipt } from '../domain/receipt'
import type { Ledger } from '../local/ledger'
import type { StoredDocument } from '../local/store'
import { type Refusals, writtenBy } from './refusals'

export interface ReceiptsParts {
  device: string
  /** Of the district; call `read` when there are more. */
  keys: DistrictKeys
  /** The district's instance as last seen: its receipts count. */
  instance: { readonly id: string }
  /** That of the hub this tablet speaks with. */
  spokenWith: { readonly id: string }
  refusals: Refusals
  ledger: Pick<
    Ledger,
    'isCopied' | 'isCutShort' | 'isOwn' | 'isSignedHere' | 'lost' | 'noteCopy' | 'noteSafe' | 'reach'
  >
  /** The hub told of a hole in the chain. */
  lacks(): void
  /** What was found out could not be kept. */
  failed(error: unknown): void
}

export class Receipts {
  /** Facts made here that no receipt covers, the refused ones not counted. */
  readonly waiting = ref(0)
  /** How many of these were sent: the hub has them, and its receipt is still to come. */
  readonly sent = ref(0)
  /** The last that is safe at the district; 0 before the first. */
  readonly upTo = ref(0)
  /** What the hub lacks although it has later ones, such as `7-9, 12`. */
  readonly gaps = ref('')
  /** The places in the chain of facts that the browser threw away before they were safe. */
  readonly lost = shallowRef<readonly number[]>([])
  readonly #own = new Map<number, StoredDocument>()
  readonly #doubles: StoredDocument[] = [] // of places in the chain that were taken when they were told
  #sent = { to: '', ids: new Set<string>() } // since the start, to the present store of the hub that is spoken with
  readonly #told = new Map<string, Receipt>()
  readonly #heeded = new Map<string, string>() // by other tablets, the signature of the receipt last looked at
  #last: Receipt | undefined // the newest good one of the store that the hub has now
  #reading: Promise<void> = Promise.resolve()
  #isLoaded = false

  constructor(private readonly parts: ReceiptsParts) {}

  /** There are facts under this tablet's name that were not made here: the tablet was copied. */
  get isCopied(): Readonly<Ref<boolean>> {
    return this.parts.ledger.isCopied
  }

  /** The end of its chain is lost: this tablet can write nothing more. */
  get isCutShort(): boolean {
    return this.lost.value.length > 0 && this.parts.ledger.isCutShort
  }

  /** A document of this site's database. Before `load` the ledger has judged whose the facts are. */
  tell(document: StoredDocument): void {
    const isOwn = document.device === this.parts.device
    if (document.type === 'receipt' && (isOwn || this.#isRefused(document.device))) {
      this.#told.set(document._id, document as unknown as Receipt)
      void this.read()
    } else if (isOwn && document.seq && document.sig) {
      this.#tellFact(document, document.seq)
    }
  }

  /** All that is stored has been told: take up where the last start ended. */
  async load(): Promise<void> {
    this.#isLoaded = true
    this.lost.value = this.parts.ledger.lost((seq) => this.#own.has(seq))
    for (const double of this.#doubles) this.#hear(double)
    await this.read()
    this.count()
  }

  /** Whether something of that tablet was offered in vain. */
  #isRefused(device: unknown): boolean {
    return this.parts.refusals.list.value.some(({ id }) => writtenBy(id).device === device)
  }

  /** A fact was made here, and is on the disk. */
  wrote(fact: StoredDocument): void {
    if (!fact.seq || !fact.sig || this.#own.has(fact.seq)) return
    this.#own.set(fact.seq, fact)
    if (this.#isLoaded && fact.seq > this.upTo.value) this.waiting.value += 1
    if (this.lost.value.length) this.#countLost()
  }

  /** The hub's present store has answered that it has these. */
  took(ids: readonly string[]): void {
    const { id: to } = this.parts.spokenWith
    const before = this.#sent.to === to ? this.#sent.ids : []
    this.#sent = { to, ids: new Set([...before, ...ids]) }
    this.count()
  }

  /** Look for the newest good receipt of the hub's present store; one search at a time. */
  read(): Promise<void> {
    return this.#next(async () => (this.#isLoaded ? this.#read() : undefined))
  }

  /** Count anew, after a refusal or a receipt. */
  count(): void {
    this.upTo.value = this.#last?.upTo ?? 0
    this.gaps.value = this.#last?.gaps ?? ''
    this.#countLost()
    const uncovered = this.uncovered()
    const { to, ids } = this.#sent
    this.waiting.value = uncovered.length
    this.sent.value = to === this.parts.spokenWith.id ? uncovered.filter((id) => ids.has(id)).length : 0
  }

  /** Ids of the facts made here that no receipt covers, the refused ones not among them. */
  uncovered(): string[] {
    const later = [...this.#own.values()].filter(({ seq = 0 }) => seq > this.upTo.value)
    return later.map(({ _id }) => _id).filter((id) => !this.parts.refusals.has(id))
  }

  /** The last that the district's present store had signed for by a moment, in milliseconds. */
  async coveredBy(moment: number): Promise<number> {
    return (await this.#newest(({ at }) => Date.parse(at) <= moment))?.upTo ?? 0
  }

  /** They left this tablet: they are offered no more. */
  forget(ids: readonly string[]): void {
    const gone = new Set(ids)
    for (const [seq, { _id }] of this.#own) if (gone.has(_id)) this.#own.delete(seq)
  }

  /** What came back from the hub, or is there, is not lost. */
  #countLost(): void {
    this.lost.value = this.lost.value.filter((seq) => seq > this.upTo.value && !this.#own.has(seq))
  }

  #tellFact(fact: StoredDocument, seq: number): void {
    if (this.#isLoaded) this.#hear(fact)
    else if (this.#own.has(seq)) this.#doubles.push(fact)
    else this.#own.set(seq, fact)
  }

  #hear(fact: StoredDocument): void {
    void this.#next(() => this.#judge(fact))
  }

  #next(work: () => Promise<void>): Promise<void> {
    this.#reading = this.#reading.then(work).catch(this.parts.failed)
    return this.#reading
  }

  /** Of a fact under this tablet's name: it was made here, though the answer may have been lost, or by a copy. */
  async #judge(fact: StoredDocument): Promise<void> {
    const { ledger } = this.parts
    if (!(await ledger.isSignedHere(fact))) return
    const there = this.#own.get(fact.seq ?? 0)
    const own = there && (await ledger.isSignedHere(there)) ? there : undefined
    if (own ? (await wordsHash(own)) === (await wordsHash(fact)) : await ledger.isOwn(fact)) this.wrote(fact)
    else await ledger.noteCopy()
  }

  async #read(): Promise<void> {
    await this.#offerOthers()
    const found = await this.#newest()
    if (found === this.#last) return
    if (found && (await this.#isOfACopy(found))) {
      await this.parts.ledger.noteCopy()
    } else if (found) {
      await this.#take(found)
      await this.parts.ledger.noteSafe(found.upTo)
    }
    this.#last = found
    this.count()
    if (found?.gaps) this.parts.lacks()
  }

  async #newest(
    isMeant: (receipt: Receipt) => boolean = () => true,
    of: string = this.parts.device,
  ): Promise<Receipt | undefined> {
    const counts = ({ device, instance }: Receipt) => device === of && instance === this.parts.instance.id
    const counting = [...this.#told.values()].filter((one) => counts(one) && isMeant(one))
    for (const receipt of counting.sort(newestFirst)) {
      if (await isTheDistricts(receipt, this.parts.keys)) return receipt
    }
    return undefined
  }

  /** What was refused is kept, as if the hub had just said so; what it took after all is struck off. */
  async #take({ refused, upTo }: Receipt): Promise<void> {
    const { refusals } = this.parts
    const named = new Set(refused.map(({ id }) => id))
    for (const { id, rule, reason } of refused) {
      if (!refusals.has(id)) await refusals.add({ id, reason: `${rule} ${reason}` })
    }
    if (named.size >= MOST_REFUSED) return // there may be others
    const arrived = [...this.#own.values()].filter(({ seq = 0 }) => seq <= upTo).map(({ _id }) => _id)
    const taken = arrived.filter((id) => refusals.has(id) && !named.has(id))
    if (taken.length) await refusals.strike(taken)
  }

  /**
   * Another tablet's facts that this one offered in vain are offered once more when a receipt of that one covers
   * their places: it may have sent them itself. Whether these are the same the hub alone can say.
   */
  async #offerOthers(): Promise<void> {
    const refused = this.parts.refusals.list.value.map(({ id }) => writtenBy(id))
    for (const device of new Set(refused.map((one) => one.device))) {
      const found = device === this.parts.device ? undefined : await this.#newest(undefined, device)
      if (!found || this.#heeded.get(device) === found.sig) continue
      this.#heeded.set(device, found.sig)
      if (refused.some((one) => one.device === device && one.seq <= found.upTo)) this.parts.lacks()
    }
  }

  async #isOfACopy({ upTo, head, latest }: Receipt): Promise<boolean> {
    const own = this.#own.get(upTo)
    return latest > this.parts.ledger.reach || (own !== undefined && (await chainHash(own)) !== head)
  }
}

/** Of one chain in one store, which only grows; the hub's clock may have been set back meanwhile. */
function newestFirst(one: Receipt, other: Receipt): number {
  return other.upTo - one.upTo || other.latest - one.latest || Date.parse(other.at) - Date.parse(one.at)
}
