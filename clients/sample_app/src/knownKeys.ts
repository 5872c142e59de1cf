/** The keys of the district that this tablet believes: one map, for all that read by them. */
import { type DistrictKey, type DistrictKeys, type KeyDocument, trustedKeys } from './domain/districtKeys'
import type { Device } from './local/device'
import { LocalDatabase, type StoredDocument } from './local/store'

export class KnownKeys {
  readonly all = new Map<string, DistrictKey>()
  readonly #published = new Map<string, KeyDocument>()
  #judging: Promise<void> = Promise.resolve()

  /** `admittedBy` names the key that all trust begins with. */
  constructor(private readonly admittedBy: string) {}

  /** A document of the reference database, new or changed. With each key all are judged: one may vouch for another. */
  tell(document: StoredDocument): void {
    if (document.type !== 'key') return
    const key = document as unknown as KeyDocument
    this.#published.set(key.kid, key)
    this.#judging = this.#judging.then(() => this.#judge())
  }

  /** Done when all that were told of are judged. */
  judged(): Promise<void> {
    return this.#judging
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
