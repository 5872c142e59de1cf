/** The replicated databases on this tablet (PouchDB). Every write is on the disk before it is reported as done. */
import IndexedDBAdapter from 'pouchdb-adapter-indexeddb'
import PouchDB from 'pouchdb-core'
import Replication from 'pouchdb-replication'
import { openWhateverTheClock, POUCH_PREFIX, writeStrictly } from './disk'
import { type Fetch, remote } from './remote'
import type { Seal } from './seal'
import { sealedWire } from './sealedWire'

const COPIED_AT_ONCE = 100
const READ_AT_ONCE = 500
const MOMENT_MS = 100 // what comes within it is told together: the screens are drawn anew after each telling
const PURGES = '_local/purges'

PouchDB.plugin(IndexedDBAdapter).plugin(Replication)
writeStrictly()
openWhateverTheClock()

export interface StoredDocument {
  _id: string
  _rev: string
  type?: string
  device?: string
  seq?: number
  sig?: string
  kid?: string // of the district's key, where it signed
}

export type ReplicationHandle = PouchDB.Replication.Replication<object>
type ReplicateOptions = PouchDB.Replication.ReplicateOptions
type Found = PouchDB.Core.ChangesResponse<object>

/** How what is stored is sealed, and who is told of a document that cannot be unsealed: it is left out. */
export interface Sealing {
  seal: Seal
  unreadable(id: string, error: unknown): void
}

/** One replicated database on this tablet. Where it is sealed, the disk holds sealed documents, everybody else plain ones. */
export class LocalDatabase {
  readonly #pouch: PouchDB.Database

  constructor(
    name: string,
    private readonly sealing?: Sealing,
  ) {
    this.#pouch = new PouchDB(name, { adapter: 'indexeddb', auto_compaction: false })
  }

  /** Write a new document durably; the answer is its revision. Throws a conflict when the id is taken. */
  async put(document: { _id: string; _attachments?: PouchDB.Core.Attachments }): Promise<string> {
    return (await this.#pouch.put(await this.#sealed(document))).rev
  }

  /**
   * Forget a document for good, as if it had never been here: nothing of it is replicated. One at a time, because
   * PouchDB writes each into one list, which nobody reads and it never shortens in a browser: the list goes as well.
   */
  async purge(id: string, rev: string): Promise<void> {
    await this.#pouch.purge(id, rev)
    await this.#pouch.remove(await this.#pouch.get(PURGES))
  }

  /** The same of a document with whatever revisions it has; of one that is not here nothing is left to do. */
  async forget(id: string): Promise<void> {
    for (let rev = await this.#revisionOf(id); rev; rev = await this.#revisionOf(id))
      await this.purge(id, rev)
  }

  async #revisionOf(id: string): Promise<string | undefined> {
    try {
      return (await this.#pouch.get(id))._rev
    } catch (error) {
      if ((error as { status?: number }).status === 404) return undefined
      throw error
    }
  }

  /** All documents, by id; with `attachments`, these are in them as base64. */
  async all({ attachments = false } = {}): Promise<StoredDocument[]> {
    return this.#allOpened(await this.#stored({ attachments }))
  }

  /** Those of these ids that are here. */
  async some(ids: readonly string[]): Promise<StoredDocument[]> {
    return this.#allOpened(await this.#stored({ keys: [...ids] }))
  }

  /** All documents, by id, some at a time: the next are read from the disk while these are unsealed. */
  async *pages(): AsyncGenerator<StoredDocument[]> {
    let reading = this.#stored({ limit: READ_AT_ONCE })
    for (let stored = await reading; stored.length; stored = await reading) {
      const startkey = `${stored.at(-1)?._id}\0`
      reading = this.#stored({ limit: READ_AT_ONCE, startkey })
      yield await this.#allOpened(stored)
    }
  }

  /**
   * Call `heard` with every document written from now on, in the order of their writing, whoever wrote it, and
   * `failed` should they not be heard any more; call the answer to stop.
   */
  watch(heard: (document: StoredDocument) => void, failed: (error: unknown) => void): () => void {
    const news: Promise<StoredDocument[]>[] = []
    let last: Promise<void> = Promise.resolve()
    let moment: ReturnType<typeof setTimeout> | undefined
    const tell = () => {
      moment = undefined
      last = Promise.all([last, ...news.splice(0)])
        .then(([, ...documents]) => documents.flat().forEach(heard))
        .catch(failed)
    }
    const feed = this.#pouch.changes({ since: 'now', live: true, include_docs: true })
    feed.on('change', (change) => {
      if (!change.doc || change.deleted) return
      news.push(this.#opened(change.doc as StoredDocument))
      moment ??= setTimeout(tell, MOMENT_MS)
    })
    feed.on('error', failed)
    return () => {
      feed.cancel()
      clearTimeout(moment)
    }
  }

  push(url: string, request: Fetch, options: ReplicateOptions): ReplicationHandle {
    return this.#pouch.replicate.to(this.#remote(url, request), options)
  }

  pull(url: string, request: Fetch, options: ReplicateOptions): ReplicationHandle {
    return this.#pouch.replicate.from(this.#remote(url, request), options)
  }

  /** Take over all that another database holds, with its revisions. What is here already stays as it is. */
  async copy(other: LocalDatabase): Promise<void> {
    const options = { limit: COPIED_AT_ONCE, style: 'all_docs' } as const
    let found = await other.#pouch.changes(options)
    while (found.results.length) {
      // PouchDB never answers a question about no documents
      await this.#take(await other.#revisions(found.results))
      found = await other.#pouch.changes({ ...options, since: found.last_seq })
    }
  }

  /** The documents of changes, each leaf with its history. */
  async #revisions(changed: Found['results']): Promise<StoredDocument[]> {
    const docs = changed.flatMap(({ id, changes }) => changes.map(({ rev }) => ({ id, rev })))
    const { results } = await this.#pouch.bulkGet<StoredDocument>({ docs, revs: true })
    const found = results.flatMap((one) => one.docs.flatMap((doc) => ('ok' in doc ? [doc.ok] : [])))
    if (found.length < docs.length) throw new Error('not all could be read')
    return found
  }

  async #take(documents: StoredDocument[]): Promise<void> {
    const sealed = await Promise.all(documents.map((document) => this.#sealed(document)))
    const rows = await this.#pouch.bulkDocs(sealed, { new_edits: false })
    if (rows.some((row) => 'error' in row)) throw new Error('not all could be kept')
  }

  async close(): Promise<void> {
    await this.#pouch.close()
  }

  /** Delete it from the disk. */
  async destroy(): Promise<void> {
    await this.#pouch.destroy()
  }

  async #stored(
    which: PouchDB.Core.AllDocsOptions & { startkey?: string; keys?: string[] },
  ): Promise<StoredDocument[]> {
    const { rows } = await this.#pouch.allDocs<StoredDocument>({ ...which, include_docs: true })
    return rows.flatMap((row) => ('doc' in row && row.doc ? [row.doc as StoredDocument] : []))
  }

  async #allOpened(stored: StoredDocument[]): Promise<StoredDocument[]> {
    return (await Promise.all(stored.map((document) => this.#opened(document)))).flat()
  }

  async #sealed(document: { _id: string }): Promise<{ _id: string }> {
    return this.sealing ? this.sealing.seal.document(document) : document
  }

  async #opened(stored: StoredDocument): Promise<StoredDocument[]> {
    if (!this.sealing) return [stored]
    try {
      return [await this.sealing.seal.openDocument(stored)]
    } catch (error) {
      this.sealing.unreadable(stored._id, error)
      return []
    }
  }

  #remote(url: string, request: Fetch): PouchDB.Database {
    return remote(url, this.sealing ? sealedWire(url, this.sealing.seal, request) : request)
  }
}

/** Whether there is a database of that name on this tablet. */
export async function isStored(name: string): Promise<boolean> {
  return (await indexedDB.databases()).some((one) => one.name === POUCH_PREFIX + name)
}

/** Whether the cases of any site are, or were, on this tablet. */
export async function isAnySiteStored(): Promise<boolean> {
  return (await indexedDB.databases()).some((one) => one.name?.startsWith(`${POUCH_PREFIX}sealed-site-`))
}
