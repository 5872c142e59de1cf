/**
 * The one place that makes facts: next number, hash of the fact before, time, signature, one durable write.
 */

import { factId, signedFact } from '../domain/envelope'
import type { Fact, FactBodies, FactOf, FactType } from '../domain/facts'
import type { Folded } from '../domain/orders'
import { rolesOf } from '../domain/roles'
import { shanghaiDate } from '../domain/shanghai'
import { shapeFault } from '../domain/shape'
import type { Clock } from '../local/clock'
import type { Head, Ledger, StoredFact } from '../local/ledger'
import type { LocalDatabase } from '../local/store'

/** The fact is not one that the hub would take; nothing was signed. `member` is where it is wrong. */
export class NotOfShape extends Error {
  constructor(
    readonly fact: Fact,
    readonly member: string,
  ) {
    super(`${fact.type}: ${member}`)
  }
}

/** The fact would have no effect on its case; nothing was signed. `rule` is what keeps it from having one. */
export class NotAllowed extends Error {
  constructor(
    readonly fact: Fact,
    readonly rule: string,
  ) {
    super(`${fact.type} of ${fact.case}: ${rule}`)
  }
}

/** The rule of a fact that needs another's signature. */
const OF_ANOTHER_ROLE = 'role'

/** Who writes: the enrolled device and the clerk who holds it. */
export interface Author {
  device: string
  site: string
  clerk: string
  role: 'clerk' | 'township'
  privateKey: CryptoKey
}

export interface FactWriterParts {
  database: Pick<LocalDatabase, 'all' | 'put'>
  ledger: Ledger
  /** Asked for each fact anew. */
  author(): Author
  clock: Clock
  isOnline(): boolean
  /** Runs one at a time over all tabs. */
  exclusively<T>(work: () => Promise<T>): Promise<T>
  /** What is known here of a case, whoever wrote it. */
  recordsOf(caseId: string): readonly Folded[]
  /** The rule by which a fact would have no effect on its case; empty when it would. */
  ruleAgainst(fact: Fact): string
  /** Told of each fact as soon as it is on the disk, before the next one is made. */
  written(fact: StoredFact): void
  /** A fact is written, but the ledger could not be. */
  failed(error: unknown): void
}

const TO_BE_SIGNED = 'A'.repeat(86) // of the length of a signature, so that the whole shape can be looked at

/** `today` is the date for papers: the clock's, as the clerk sees it, not that of the fact's place in time. */
export type Body<T extends FactType> =
  | FactBodies[T]
  | ((today: string) => FactBodies[T] | Promise<FactBodies[T]>)

export class FactWriter {
  #isUnsure = false // a write that failed may be on the disk all the same

  constructor(private readonly parts: FactWriterParts) {}

  /**
   * Write one fact of a case and answer with it once it is on the disk. An application opens its own case.
   * A `body` that depends on what was written before (the next number of a block) is a function: it runs
   * when nothing else can be written. The fact's time is later than `after`, where one is given. Throws `NotOfShape` or `NotAllowed` for what must not be written.
   */
  write<T extends FactType>(type: T, caseId: string | null, body: Body<T>, after = ''): Promise<FactOf<T>> {
    return this.parts.exclusively(() => this.#append(type, caseId, body, after))
  }

  async #append<T extends FactType>(
    type: T,
    caseId: string | null,
    body: Body<T>,
    after: string,
  ): Promise<FactOf<T>> {
    const { clock, database, ledger } = this.parts
    const author = this.parts.author()
    const head = await this.#head()
    const reading = clock.now()
    const seq = head.seq + 1
    const ms = Math.max(reading.ms, head.ms + 1, this.#afterAllOf(caseId), after ? Date.parse(after) + 1 : 0)
    const draft = plain({
      type,
      device: author.device,
      seq,
      v: 1 as const,
      case: caseId ?? `${author.device}-${seq}`,
      site: author.site,
      clerk: author.clerk,
      at: new Date(ms).toISOString(),
      online: this.parts.isOnline(),
      clock: reading.basis,
      prev: head.hash,
      ...(typeof body === 'function' ? await body(shanghaiDate(reading.ms)) : body),
    })
    this.#judge({ _id: factId(draft), ...draft, sig: TO_BE_SIGNED } as unknown as Fact, author)
    const signed = (await signedFact(draft, author.privateKey)) as unknown as FactOf<T>
    await ledger.announce(signed as unknown as Fact)
    this.#isUnsure = true
    const _rev = await database.put(signed)
    this.#isUnsure = false
    await ledger.enter(signed as unknown as Fact).catch(this.parts.failed)
    const stored = { ...signed, _rev }
    this.parts.written(stored as unknown as StoredFact)
    return stored
  }

  #judge(fact: Fact, { role }: Author): void {
    const fault = shapeFault(fact)
    if (fault) throw new NotOfShape(fact, fault)
    const rule = rolesOf(fact).includes(role) ? this.parts.ruleAgainst(fact) : OF_ANOTHER_ROLE
    if (rule) throw new NotAllowed(fact, rule)
  }

  /** A tablet whose clock is ahead may have written before this one: what follows must have a later time. */
  #afterAllOf(caseId: string | null): number {
    const times = caseId ? this.parts.recordsOf(caseId).map(({ at }) => Date.parse(at) + 1) : []
    return Math.max(0, ...times.filter(Number.isFinite))
  }

  async #head(): Promise<Head> {
    const { ledger, database, written } = this.parts
    const isBehind = this.#isUnsure || ledger.isCutShort
    const found = isBehind ? await ledger.catchUp(await database.all()) : []
    this.#isUnsure = false
    for (const fact of found) written(fact)
    return ledger.head
  }
}

/** A deep copy without Vue's proxies, in the form that JSON has. */
function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T
}
