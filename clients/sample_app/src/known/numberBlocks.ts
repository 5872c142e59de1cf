/** The certificate numbers that the hub leased to this device, an item apart from the other, and which are used. */
import { shallowReactive } from 'vue'
import type { Ledger } from '../local/ledger'

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

/** Which numbers were given. A block gives its own in their order. */
export type GivenNumbers = Pick<Ledger, 'lastOf' | 'use'>

export class NumberBlocks {
  readonly #blocks = shallowReactive(new Map<string, Block>())

  constructor(
    private readonly device: string,
    private readonly given: GivenNumbers,
  ) {}

  lease(block: Block): void {
    if (block.device === this.device) this.#blocks.set(block._id, block)
  }

  /** A number that stands on a sheet of this device, good or spoiled, is never given again. */
  use(block: string, certNo: string): void {
    this.given.use(block, certNo)
  }

  /** How many numbers of an item are left. */
  left(item: string): number {
    return this.#blocksOf(item).reduce((sum, block) => sum + block.to - this.#nextOf(block) + 1, 0)
  }

  /** The item of which the fewest numbers are left; empty as long as no block is here. */
  scarcest(): string {
    const items = [...new Set([...this.#blocks.values()].map(({ item }) => item))]
    return items.sort((one, other) => this.left(one) - this.left(other))[0] ?? ''
  }

  /** The next unused number of an item. */
  next(item: string): { block: string; serial: number } | undefined {
    const block = this.#blocksOf(item).find((one) => this.#nextOf(one) <= one.to)
    return block && { block: block._id, serial: this.#nextOf(block) }
  }

  /** One more than the last when all are used. */
  #nextOf({ _id, from }: Block): number {
    return Math.max(from, this.given.lastOf(_id) + 1)
  }

  #blocksOf(item: string): Block[] {
    return [...this.#blocks.values()]
      .filter((block) => block.item === item)
      .sort((left, right) => left.n - right.n)
  }
}
