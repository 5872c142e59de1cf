/** Replication with the hub, in both directions, live, for as long as the app is open. */
import { reactive } from 'vue'
import type { Arrivals } from './arrivals'
import { backOff, type HubEvent } from './hubFetch'
import type { Refusals } from './refusals'
import type { LocalDatabase, Notes, ReplicationHandle } from './store'

export interface SyncParts {
  /** The protocol root, e.g. `https://hub.example/couchdb`. */
  root: string
  site: { database: LocalDatabase; name: string }
  reference: LocalDatabase
  request: typeof fetch
  arrivals: Arrivals
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
      this.#pushing(site.database.push(url, request, { ...LIVE, batch_size: 50 })),
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
        queueMicrotask(() => this.restart())
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

  /** Offer all refused documents once more, past PouchDB's checkpoint. */
  async offerAgain(): Promise<void> {
    const { refusals, site, root, request, arrivals } = this.parts
    const ids = refusals.list.value.map(({ id }) => id)
    if (!ids.length) return
    const denied = new Set<string>()
    const options = { doc_ids: ids, checkpoint: false as const }
    const handle = site.database.push(`${root}/${site.name}`, request, options)
    handle.on('denied', (error: unknown) => denied.add(idOf(error as Denied)))
    await handle
    await refusals.strike(ids.filter((id) => !denied.has(id)))
    await arrivals.check()
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
    const { arrivals, refusals } = this.parts
    const check = () => arrivals.check().then(() => arrivals.count(), ignore)
    handle.on('denied', async (error: unknown) => {
      const { reason, message } = error as Denied
      const at = new Date(this.parts.now()).toISOString()
      await refusals.add({ id: idOf(error as Denied), reason: reason ?? message ?? '', at })
      arrivals.count()
    })
    handle.on('change', check)
    handle.on('paused', (error?: unknown) => {
      if (error) return
      this.state.attention = ''
      void check().then(() => this.#offerAllDaily())
    })
    return this.#kept(handle)
  }

  /** A refusal may have been lost in a crash: once a day everything is compared, whatever the checkpoint says. */
  async #offerAllDaily(): Promise<void> {
    const { notes, site, root, request } = this.parts
    const last = (await notes.get<number>(FULL_PUSH)) ?? 0
    if (Math.abs(this.parts.now() - last) < DAY_MS) return
    await notes.set(FULL_PUSH, this.parts.now())
    const handle = site.database.push(`${root}/${site.name}`, request, { checkpoint: false })
    await this.#pushing(handle).then(ignore, ignore)
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
