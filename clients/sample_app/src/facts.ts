/**
 * The one place that makes facts: next number, hash of the fact before, time, signature, one durable write.
 */
import type { Clock } from './clock'
import { chainHash, signedFact } from './domain/envelope'
import { shanghaiDate } from './domain/shanghai'
import { shapeFault } from './domain/shape'
import type { Fact, FactBodies, FactOf, FactType } from './domain/types'
import type { LocalDatabase } from './store'

/** The fact is not one that the hub would take; nothing was written. */
export class NotOfShape extends Error {}

/** Who writes: the enrolled device and the clerk who holds it. */
export interface Author {
  device: string
  site: string
  clerk: string
  privateKey: CryptoKey
}

export interface FactWriterParts {
  database: Pick<LocalDatabase, 'all' | 'put'>
  author: Author
  clock: Clock
  isOnline(): boolean
  /** Runs one at a time over all tabs. */
  exclusively<T>(work: () => Promise<T>): Promise<T>
  /** The facts of a case that are known here, whoever wrote them. */
  factsOf(caseId: string): readonly Fact[]
  /** Told of each fact as soon as it is on the disk, before the next one is made. */
  written(fact: Fact & { _rev: string }): void
}

interface Head {
  seq: number
  ms: number
  hash: string
}

/** `today` is the date for papers: the clock's, as the clerk sees it, not that of the fact's place in time. */
type Body<T extends FactType> = FactBodies[T] | ((today: string) => FactBodies[T] | Promise<FactBodies[T]>)

export class FactWriter {
  #head: Head | undefined

  constructor(private readonly parts: FactWriterParts) {}

  /**
   * Write one fact of a case and answer with it once it is on the disk. An application opens its own case.
   * A `body` that depends on what was written before (the next number of a block) is a function: it runs
   * when nothing else can be written.
   */
  write<T extends FactType>(type: T, caseId: string | null, body: Body<T>): Promise<FactOf<T>> {
    return this.parts.exclusively(() => this.#append(type, caseId, body))
  }

  async #append<T extends FactType>(type: T, caseId: string | null, body: Body<T>): Promise<FactOf<T>> {
    const { author, clock, database } = this.parts
    const head = await this.#currentHead()
    const reading = clock.now()
    const seq = head.seq + 1
    const ms = Math.max(reading.ms, head.ms + 1, this.#afterAllOf(caseId))
    const fact = {
      type,
      device: author.device,
      seq,
      v: 1,
      case: caseId ?? `${author.device}-${seq}`,
      site: author.site,
      clerk: author.clerk,
      at: new Date(ms).toISOString(),
      online: this.parts.isOnline(),
      clock: reading.basis,
      prev: head.hash,
      ...(typeof body === 'function' ? await body(shanghaiDate(reading.ms)) : body),
    }
    const signed = (await signedFact(plain(fact), author.privateKey)) as unknown as FactOf<T>
    const fault = shapeFault(signed as Fact)
    if (fault) throw new NotOfShape(`${type}: ${fault}`)
    const hash = await chainHash(signed)
    this.#head = undefined // when the write fails it may be on the disk all the same: look again then
    const _rev = await database.put(signed)
    this.#head = { seq, ms, hash }
    const stored = { ...signed, _rev }
    this.parts.written(stored as unknown as Fact & { _rev: string })
    return stored
  }

  /** A tablet whose clock is ahead may have written before this one: what follows must have a later time. */
  #afterAllOf(caseId: string | null): number {
    const times = caseId ? this.parts.factsOf(caseId).map(({ at }) => Date.parse(at) + 1) : []
    return Math.max(0, ...times.filter(Number.isFinite))
  }

  async #currentHead(): Promise<Head> {
    if (this.#head) return this.#head
    const { author, database } = this.parts
    const stored = (await database.all()) as unknown as Fact[]
    const own = stored.filter(({ device, seq, sig }) => device === author.device && seq && sig)
    const last = own.reduce<Fact | undefined>(
      (top, fact) => (top && top.seq > fact.seq ? top : fact),
      undefined,
    )
    this.#head = last
      ? { seq: last.seq, ms: Date.parse(last.at), hash: await chainHash(last) }
      : { seq: 0, ms: 0, hash: '' }
    return this.#head
  }
}

/** A deep copy without Vue's proxies, in the form that JSON has. */
function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T
}
