/**
 * The one place that makes facts: next number, hash of the fact before, time, signature, one durable write.
 */
import type { Clock } from './clock'
import { chainHash, signedFact } from './domain/envelope'
import type { Fact, FactBodies, FactOf, FactType } from './domain/types'
import type { LocalDatabase } from './store'

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
  /** Told of each fact as soon as it is on the disk, before the next one is made. */
  written(fact: Fact & { _rev: string }): void
}

/** What is settled about a fact before its body is made. */
export interface Slot {
  seq: number
  ms: number
}

interface Head {
  seq: number
  ms: number
  hash: string
}

type Body<T extends FactType> = FactBodies[T] | ((slot: Slot) => FactBodies[T] | Promise<FactBodies[T]>)

export class FactWriter {
  #head: Head | undefined

  constructor(private readonly parts: FactWriterParts) {}

  /**
   * Write one fact of a case and answer with it once it is on the disk. An application opens its own case.
   * A `body` that depends on what was written before (the next number of a block) is a function: it runs
   * when nothing else can be written.
   */
  write<T extends FactType>(type: T, caseId: string | null, body: Body<T>): Promise<FactOf<T>> {
    return this.parts.exclusively(async () => {
      try {
        return await this.#append(type, caseId, body)
      } catch (error) {
        this.#head = undefined // it may be on the disk all the same: look again before the next one
        throw error
      }
    })
  }

  async #append<T extends FactType>(type: T, caseId: string | null, body: Body<T>): Promise<FactOf<T>> {
    const { author, clock, database } = this.parts
    const head = await this.#currentHead()
    const reading = clock.now()
    const slot = { seq: head.seq + 1, ms: Math.max(reading.ms, head.ms + 1) }
    const fact = {
      type,
      device: author.device,
      seq: slot.seq,
      v: 1,
      case: caseId ?? `${author.device}-${slot.seq}`,
      site: author.site,
      clerk: author.clerk,
      at: new Date(slot.ms).toISOString(),
      online: this.parts.isOnline(),
      clock: reading.basis,
      prev: head.hash,
      ...(typeof body === 'function' ? await body(slot) : body),
    }
    const signed = (await signedFact(plain(fact), author.privateKey)) as unknown as FactOf<T>
    const hash = await chainHash(signed)
    const _rev = await database.put(signed)
    this.#head = { ...slot, hash }
    const stored = { ...signed, _rev }
    this.parts.written(stored as unknown as Fact & { _rev: string })
    return stored
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
