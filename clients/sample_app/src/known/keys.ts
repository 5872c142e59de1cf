/** The keys of the district that this tablet believes: one map, for all that read by them, and those to seal with. */
import {
  type DistrictKey,
  type DistrictKeys,
  isSealingKey,
  type KeyDocument,
  type SealingKeyDocument,
  trustedKeys,
} from '../domain/districtKeys'
import { fromBase64url } from '../domain/envelope'
import type { Device } from '../local/device'
import { LocalDatabase, type StoredDocument } from '../local/store'

type Bytes = Uint8Array<ArrayBuffer>

export class KnownKeys {
  readonly all = new Map<string, DistrictKey>()
  readonly #published = new Map<string, KeyDocument>()
  readonly #sealing = new Map<string, SealingKeyDocument>()
  #judging: Promise<void> = Promise.resolve()

  /** `admittedBy` names the key that all trust begins with. */
  constructor(private readonly admittedBy: string) {}

  /** A document of the reference database, new or changed. With each key all are judged: one may vouch for another. */
  tell(document: StoredDocument): void {
    if (document.type === 'key') {
      const key = document as unknown as KeyDocument
      this.#published.set(key.kid, key)
      this.#judging = this.#judging.then(() => this.#judge())
    } else if (document.type === 'sealing-key') {
      const key = document as unknown as SealingKeyDocument
      this.#sealing.set(key.kid, key)
    }
  }

  /** Done when all that were told of are judged. */
  judged(): Promise<void> {
    return this.#judging
  }

  /** The point of the key that papers are sealed with; undefined while no key of the district vouches for one. */
  async sealingKey(): Promise<Bytes | undefined> {
    return (await this.sealingKeys())[0]
  }

  /** The points of all keys to seal with that a key of the district vouches for. */
  async sealingKeys(): Promise<Bytes[]> {
    const points: Bytes[] = []
    for (const key of this.#sealing.values()) {
      if (await isSealingKey(key, this.all)) points.push(fromBase64url(key.publicKey))
    }
    return points
  }

  async #judge(): Promise<void> {
    const trusted = await trustedKeys([...this.#published.values()], this.admittedBy)
    for (const [kid, key] of trusted) this.all.set(kid, key)
  }
}

/** Those that the tablet holds in its reference database. */
export async function keptKeys({ admittedBy }: Pick<Device, 'admittedBy'>): Promise<DistrictKeys> {
  const keys = new KnownKeys(admittedBy)
  for (const document of await new LocalDatabase('reference').all()) keys.tell(document)
  await keys.judged()
  return keys.all
}
