/** The certificate numbers that the hub leased to this device, an item apart from the other, and which are used. */
import { shallowReactive } from 'vue'
import { readCertificateNumber } from './domain/numbers'

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

export class NumberBlocks {
  readonly #blocks = shallowReactive(new Map<string, Block>())
  readonly #used = shallowReactive(new Map<string, ReadonlySet<number>>()) // by item

  constructor(private readonly device: string) {}

  lease(block: Block): void {
    if (block.device === this.device) this.#blocks.set(block._id, block)
  }

  /** A number that stands on a sheet of this device, good or spoiled, is never given again. */
  use(certNo: string): void {
    const { item, serial } = readCertificateNumber(certNo)
    this.#used.set(item, new Set([...this.#usedOf(item), serial]))
  }

  /** How many numbers of an item are left. */
  left(item: string): number {
    return this.#blocksOf(item)
      .map(
        ({ from, to }) => to - from + 1 - [...this.#usedOf(item)].filter((n) => n >= from && n <= to).length,
      )
      .reduce((sum, one) => sum + one, 0)
  }

  /** The item of which the fewest numbers are left; empty as long as no block is here. */
  scarcest(): string {
    const items = [...new Set([...this.#blocks.values()].map(({ item }) => item))]
    return items.sort((one, other) => this.left(one) - this.left(other))[0] ?? ''
  }

  /** The next unused number of an item. */
  next(item: string): { block: string; serial: number } | undefined {
    const used = this.#usedOf(item)
    for (const { _id, from, to } of this.#blocksOf(item)) {
      for (let serial = from; serial <= to; serial += 1) {
        if (!used.has(serial)) return { block: _id, serial }
      }
    }
    return undefined
  }

  #usedOf(item: string): ReadonlySet<number> {
    return this.#used.get(item) ?? new Set()
  }

  #blocksOf(item: string): Block[] {
    return [...this.#blocks.values()]
      .filter((block) => block.item === item)
      .sort((left, right) => left.n - right.n)
  }
}
