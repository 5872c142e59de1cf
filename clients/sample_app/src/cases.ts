/** The cases of this tablet, folded from the facts it holds, whoever wrote them; and its number blocks. */
import { computed, shallowReactive } from 'vue'
import { fold } from './domain/fold'
import { readCertificateNumber } from './domain/numbers'
import type { Case, Fact, FactOf, Guide } from './domain/types'
import type { StoredDocument } from './store'

/** A run of certificate numbers leased to one device by the hub. */
export interface Block {
  _id: string
  type: 'block'
  device: string
  item: string
  n: number
  from: number
  to: number
}

/** Something the hub asks the clerk to do. */
export interface Task {
  _id: string
  type: 'task'
  kind: 'verify-pledge'
  case: string
  pledge: string
  by: string
  at: string
  dueOn: string
}

export class Cases {
  readonly all = shallowReactive(new Map<string, Case>())
  readonly tasks = shallowReactive(new Map<string, Task>())
  readonly #blocks = shallowReactive(new Map<string, Block>())
  readonly #facts = new Map<string, Map<string, Fact>>()
  readonly #usedSerials = shallowReactive(new Set<number>())

  constructor(
    private readonly device: string,
    private readonly guides: ReadonlyMap<string, Guide>,
  ) {}

  /** A document of the site's database, new or seen before. */
  tell(document: StoredDocument): void {
    if (document.type === 'block') this.#blocks.set(document._id, document as unknown as Block)
    else if (document.type === 'task') this.tasks.set(document._id, document as unknown as Task)
    else if ('sig' in document) this.#tellFact(document as unknown as Fact)
  }

  /** A guide has come: cases that waited for it can be folded. */
  refold(): void {
    for (const id of this.#facts.keys()) this.#fold(id)
  }

  /** The facts of one case, in no order. */
  factsOf(caseId: string): Fact[] {
    return [...(this.#facts.get(caseId)?.values() ?? [])]
  }

  fact<T extends Fact['type']>(caseId: string, type: T, id: string): FactOf<T> | undefined {
    return this.factsOf(caseId).find((fact) => fact._id === id && fact.type === type) as FactOf<T> | undefined
  }

  /** This device's acceptances, for the day's serial of a case number. */
  ownAcceptances(): FactOf<'acceptance'>[] {
    return [...this.#facts.values()]
      .flatMap((facts) => [...facts.values()])
      .filter((fact) => fact.type === 'acceptance')
      .filter((fact) => fact.device === this.device)
  }

  readonly numbersLeft = computed(() =>
    [...this.#blocks.values()]
      .filter((block) => block.device === this.device)
      .reduce((sum, { from, to }) => sum + to - from + 1, -this.#usedSerials.size),
  )

  /** The next unused number of this device's blocks of an item. */
  nextNumber(item: string): { block: string; serial: number } | undefined {
    const blocks = [...this.#blocks.values()]
      .filter((block) => block.device === this.device && block.item === item)
      .sort((left, right) => left.n - right.n)
    for (const block of blocks) {
      for (let serial = block.from; serial <= block.to; serial += 1) {
        if (!this.#usedSerials.has(serial)) return { block: block._id, serial }
      }
    }
    return undefined
  }

  #tellFact(fact: Fact): void {
    const facts = this.#facts.get(fact.case) ?? new Map<string, Fact>()
    this.#facts.set(fact.case, facts)
    if (facts.has(fact._id)) return
    facts.set(fact._id, fact)
    if (fact.type === 'certificate' && fact.device === this.device) {
      this.#usedSerials.add(readCertificateNumber(fact.certNo).serial)
    }
    this.#fold(fact.case)
  }

  #fold(id: string): void {
    const folded = fold(this.factsOf(id), this.guides)
    if (folded) this.all.set(id, folded)
  }
}
