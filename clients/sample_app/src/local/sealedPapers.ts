/** Papers that were photographed or taken down here: sealed at once, so that this tablet itself cannot open them. */
import { canonical } from '../domain/canonical'
import { nameOf, seal } from '../domain/sealing'
import type { LocalDatabase } from './store'

type Bytes = Uint8Array<ArrayBuffer>
export type MediaType = 'image/jpeg' | 'application/json'

/** The district has not told this tablet, in a way it can believe, what to seal with. */
export class NoSealingKey extends Error {}

/** Photographs are not taken any more, so that there is room for records. */
export class NoRoom extends Error {}

export interface SealedPapersParts {
  database: Pick<LocalDatabase, 'put'>
  site: string
  /** The point of the district's key for papers, where one can be believed. */
  key(): Promise<Bytes | undefined>
  /** The tablet's best time, in milliseconds. */
  now(): number
  /** What the disk has left for this app, in bytes. */
  room(): Promise<number>
  /** Told of each paper that is on the disk. */
  kept(): void
}

const SCANNED = 'not scanned: photographed at the window'
const LEAST_ROOM = 20_000_000 // bytes, of which records are to have the last

export class SealedPapers {
  constructor(private readonly parts: SealedPapersParts) {}

  /** Throws `NoRoom` or `NoSealingKey` where a paper could not be kept. */
  async check(): Promise<void> {
    if ((await this.parts.room()) < LEAST_ROOM) throw new NoRoom('the disk of this tablet is full')
    await this.#key()
  }

  /** The name of the paper, once it is on the disk. `of` is a key of the guide, or `address`. */
  async keep(caseId: string, of: string, mediaType: MediaType, content: Bytes): Promise<string> {
    await this.check()
    const { database, site, now, kept } = this.parts
    const at = new Date(now()).toISOString()
    const about = { type: 'paper', v: 1, case: caseId, site, of, mediaType, scan: SCANNED, at }
    const sealed = await seal(await this.#key(), content, canonical(about))
    const name = await nameOf(sealed)
    const data = new Blob([sealed])
    await database.put({
      _id: name,
      ...about,
      _attachments: { sealed: { content_type: 'application/octet-stream', data } },
    })
    kept()
    return name
  }

  async #key(): Promise<Bytes> {
    const key = await this.parts.key()
    if (!key) throw new NoSealingKey('no key to seal with has come from the district')
    return key
  }
}
