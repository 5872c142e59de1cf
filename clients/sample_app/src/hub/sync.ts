/** Replication with the hub, in both directions, live, for as long as the app is open. */
import { reactive } from 'vue'
import type { LocalDatabase, Notes, ReplicationHandle, StoredDocument } from '../local/store'
import { backOff, type HubEvent } from './hubFetch'
import type { Receipts } from './receipts'
import type { Refusals } from './refusals'

export interface SyncParts {
  /** The protocol root, e.g. `https://hub.example/couchdb`. */
  root: string
  site: { database: LocalDatabase; name: string }
  reference: LocalDatabase
  request: typeof fetch
  receipts: Receipts
  refusals: Refusals
  notes: Notes
  /** Ends everything, for good. */
  signal: AbortSignal
  /** The tablet's best time, in milliseconds. */
  now(): number
}

export interface SyncState {
  online: boolean
  attention: '' | 'sign-in-needed' | 'refused' | 'not-our-hub'
  reason: string
  lastAnswer: number // milliseconds, 0 before the first
}

type Handle = ReplicationHandle
type Denied = { id?: string; _id?: string; reason?: string; message?: string }

const LIVE = { live: true, retry: true, back_off_function: backOff }
/** What the hub wrote is not offered to it. */
const FACTS = { filter: ({ seq }: Pick<StoredDocument, 'seq'>) => seq !== undefined }
const DAY_MS = 86_400_000
const FULL_PUSH = 'fullPush'

export class Sync {
  readonly state: SyncState = reactive({ online: false, attention: '', reason: '', lastAnswer: 0 })
  #running: Handle[] = []
  #lost = false // a request failed since the replications were started
  #probe: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly parts: SyncParts) {
    parts.signal.addEventListener('abort', () => this.stop())
  }

  start(): void {
    const { site, reference, request, root, signal } = this.parts
    if (signal.aborted) return
    const url = `${root}/${site.name}`
    this.#lost = false
    this.#running = [
      this.#pushing(site.database.push(url, request, { ...LIVE, ...FACTS, batch_size: 50 })),
      this.#kept(site.database.pull(url, request, LIVE)),
      this.#kept(reference.pull(`${root}/reference`, request, LIVE)),
    ]
  }

  stop(): void {
    clearTimeout(this.#probe)
    for (const handle of this.#running.splice(0)) handle.cancel()
  }

  restart(): void {
    this.stop()
    this.start()
  }

  /** What the wrapped `fetch` noticed. */
  hear(event: HubEvent): void {
    switch (event.kind) {
      case 'answered':
        this.#answered()
        return
      case 'hub-restored':
        queueMicrotask(() => this.#beginAnew())
        return
      case 'unreachable':
        this.#disconnected()
        return
      default:
        this.state.attention = event.kind
        this.state.reason = event.kind === 'refused' ? event.reason : ''
        if (event.kind === 'not-our-hub') this.#disconnected()
    }
  }

  /** The browser says the network is gone. */
  browserOffline(): void {
    this.#disconnected()
  }

  /** Offer once more what was refused and what no receipt covers, past PouchDB's checkpoint. */
  async offerAgain(): Promise<void> {
    const { refusals, receipts } = this.parts
    const refused = refusals.list.value.map(({ id }) => id)
    const ids = [...refused, ...receipts.uncovered()]
    if (!ids.length || this.parts.signal.aborted) return
    const denied = new Set<string>()
    const handle = this.#pushOnce({ doc_ids: ids })
    handle.on('denied', (error: unknown) => denied.add(idOf(error as Denied)))
    await handle
    await refusals.strike(refused.filter((id) => !denied.has(id)))
    receipts.count()
  }

  /** A restored hub has other checkpoints, and may lack what it had: only its own receipts count. */
  #beginAnew(): void {
    this.restart()
    void this.parts.receipts
      .read()
      .then(() => this.offerAgain())
      .catch(ignore)
  }

  #answered(): void {
    const wasLost = this.#lost
    Object.assign(this.state, { online: true, lastAnswer: this.parts.now() })
    if (this.state.attention === 'not-our-hub') this.state.attention = ''
    clearTimeout(this.#probe)
    this.#probe = undefined
    if (wasLost) {
      this.#lost = false
      queueMicrotask(() => this.restart()) // the replications may be waiting out their back-off
    }
  }

  #disconnected(): void {
    this.state.online = false
    this.#lost = true
    if (this.parts.signal.aborted) return
    this.#probe ??= setTimeout(() => this.#probeNow(), 4000 + Math.random() * 4000)
  }

  #probeNow(): void {
    this.#probe = undefined
    this.parts.request(`${this.parts.root}/`, {}).catch(() => this.#disconnected())
  }

  #pushing(handle: Handle): Handle {
    handle.on('denied', (error: unknown) => void this.#denied(error as Denied))
    handle.on('paused', (error?: unknown) => {
      if (error) return
      this.state.attention = ''
      void this.#offerAllDaily().catch(ignore)
    })
    return this.#kept(handle)
  }

  async #denied(error: Denied): Promise<void> {
    const { receipts, refusals } = this.parts
    await refusals.add({ id: idOf(error), reason: error.reason ?? error.message ?? '' })
    receipts.count()
  }

  /** Whatever the checkpoint says. */
  #pushOnce(options: { doc_ids: string[] } | typeof FACTS): Handle {
    const { site, root, request } = this.parts
    const url = `${root}/${site.name}`
    return this.#pushing(site.database.push(url, request, { ...options, checkpoint: false }))
  }

  /** A refusal may have been lost in a crash: once a day everything is compared. */
  async #offerAllDaily(): Promise<void> {
    const { notes, now } = this.parts
    const last = (await notes.get<number>(FULL_PUSH)) ?? 0
    if (Math.abs(now() - last) < DAY_MS) return
    await notes.set(FULL_PUSH, now())
    await this.#pushOnce(FACTS).then(ignore, ignore)
  }

  /** PouchDB ends a replication for good on errors it takes for final: ours all pass. */
  #kept(handle: Handle): Handle {
    handle.on('error', () => this.#disconnected())
    handle.catch(ignore)
    return handle
  }
}

function idOf(denied: Denied): string {
  return denied.id ?? denied._id ?? ''
}

function ignore(): void {
  // told by `hear` already
}
