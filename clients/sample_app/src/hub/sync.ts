/** Replication with the hub, in both directions, live, for as long as the app is open. */
import { reactive } from 'vue'
import type { Notes } from '../local/notes'
import type { LocalDatabase, ReplicationHandle, StoredDocument } from '../local/store'
import { backOff, type HubEvent } from './hubFetch'
import type { Hubs } from './hubs'
import { LiveReplication } from './liveReplication'
import type { PaperPost } from './paperPost'
import type { Receipts } from './receipts'
import type { Refusals } from './refusals'

export interface SyncParts {
  /** Which hub is spoken with. `root` is that of its protocol, such as `https://hub.example/couchdb`. */
  hubs: Pick<Hubs, 'root' | 'whom' | 'lost'>
  site: { database: LocalDatabase; name: string }
  reference: LocalDatabase
  papers: Pick<PaperPost, 'push' | 'takeAwayWhatArrived'>
  request: typeof fetch
  receipts: Receipts
  refusals: Refusals
  notes: Notes
  /** Ends everything, for good. */
  signal: AbortSignal
  /** The tablet's best time, in milliseconds. */
  now(): number
  /** What the hub said could not be kept. */
  failed(error: unknown): void
}

export interface SyncState {
  online: boolean // the district answers
  isAtVillage: boolean // it does not, and the hub of the office does
  attention: '' | 'sign-in-needed' | 'refused' | 'not-our-hub' | 'busy'
  reason: string
  lastAnswer: number // milliseconds, 0 before the first
  isFetching: boolean // what the district holds for a new tablet is not all here yet
}

type Handle = ReplicationHandle
type Denied = { id?: string; _id?: string; reason?: string; message?: string }

const LIVE = { live: true, retry: true, back_off_function: backOff }
type Offered = Pick<StoredDocument, '_id' | 'seq' | 'kid'> // what the seal leaves clear

const isFact = ({ seq }: Offered) => seq !== undefined
/** One without a signature, from before orders had any, the hub would not take. */
const isSignedOrder = ({ _id, kid }: Offered) => isOrder(_id) && kid !== undefined
/** What the hub wrote is not offered to it, but for what a restored one may have forgotten. */
const FACTS = { filter: isFact }
const ORDERS = { filter: isSignedOrder }
const ALL = { filter: (document: Offered) => isFact(document) || isSignedOrder(document) }
const DAY_MS = 86_400_000
const FULL_PUSH = 'fullPush'
export const FIRST_FETCH = 'firstFetch' // `owed` from the enrolment until everything has come once

export class Sync {
  readonly state: SyncState = reactive({
    online: false,
    isAtVillage: false,
    attention: '',
    reason: '',
    lastAnswer: 0,
    isFetching: false,
  })
  readonly #push: LiveReplication
  readonly #papers: LiveReplication // the last in line: records go first
  readonly #all: readonly LiveReplication[]
  readonly #toFetch = new Set(['site', 'reference']) // not once fetched to the end since the start
  #isLost = false // a request failed, and none was answered since
  #probe: ReturnType<typeof setTimeout> | undefined
  #owes = true // to offer what no receipt covers
  #owesOrders = false // to offer them to a restored hub
  #isComparing = false

  constructor(private readonly parts: SyncParts) {
    const { site, reference, papers, request, hubs, signal } = parts
    const push = () =>
      this.#pushing(site.database.push(this.#url, request, { ...LIVE, ...FACTS, batch_size: 50 }))
    this.#push = new LiveReplication(push, () => this.#pushed())
    this.#papers = new LiveReplication(
      () => papers.push(),
      () => this.#look(papers.takeAwayWhatArrived()),
    )
    this.#all = [
      this.#push,
      new LiveReplication(
        () => site.database.pull(this.#url, request, LIVE),
        () => this.#fetched('site'),
      ),
      new LiveReplication(
        () => reference.pull(`${hubs.root}/reference`, request, LIVE),
        () => this.#fetched('reference'),
      ),
      this.#papers,
    ]
    signal.addEventListener('abort', () => this.stop())
  }

  get #url(): string {
    return `${this.parts.hubs.root}/${this.parts.site.name}`
  }

  /** Whether this tablet has ever fetched everything is noted: until then its numbers say little. */
  async load(): Promise<void> {
    this.state.isFetching = (await this.parts.notes.get(FIRST_FETCH)) === 'owed'
  }

  start(): void {
    if (this.parts.signal.aborted) return
    this.#isLost = false
    for (const replication of this.#all) if (replication !== this.#papers) replication.start()
  }

  stop(): void {
    clearTimeout(this.#probe)
    this.#probe = undefined
    for (const replication of this.#all) replication.stop()
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
        queueMicrotask(() => this.#look(this.#beginAnew()))
        return
      case 'unreachable':
        this.#disconnected()
        return
      default:
        this.state.attention = event.kind
        this.state.reason = 'reason' in event ? event.reason : ''
        if (event.kind === 'not-our-hub') this.#disconnected()
    }
  }

  /** Another hub is spoken with from now on: what no receipt covers is offered to that one too. */
  turned(): void {
    this.stop()
    Object.assign(this.state, { online: false, isAtVillage: false, attention: '', reason: '' })
    this.#owes = true
    this.parts.receipts.count()
    this.start()
  }

  /** The browser says the network is gone. */
  browserOffline(): void {
    this.#disconnected()
  }

  /**
   * Offer once more what was refused and what no receipt covers, past PouchDB's checkpoint. What cannot be offered
   * now is offered when the hub is there again.
   */
  async offerAgain(): Promise<void> {
    const { refusals, receipts, signal } = this.parts
    if (signal.aborted) return
    this.#owes = false
    if (this.#owesOrders) await this.#offerOrders()
    const refused = refusals.list.value.map(({ id }) => id)
    const ids = [...refused, ...receipts.uncovered()]
    if (!ids.length) return
    const denied = new Set<string>()
    const handle = this.#pushOnce({ doc_ids: ids })
    handle.on('denied', (error: unknown) => denied.add(idOf(error as Denied)))
    this.#owes = !(await isDone(handle))
    if (this.#owes) return
    await refusals.strike(refused.filter((id) => !denied.has(id)))
    receipts.took(ids.filter((id) => !denied.has(id)))
  }

  /** Fetch these, whatever was fetched before; false where not all came that the hub has. */
  fetch(ids: string[]): Promise<boolean> {
    const { site, request } = this.parts
    const once = { doc_ids: ids, checkpoint: false as const }
    return isDone(site.database.pull(this.#url, request, once))
  }

  /**
   * A restored hub has other checkpoints, and may lack what it had: only its own receipts count. The orders come
   * before the facts that they answer, or it would order the same anew, at another time.
   */
  async #beginAnew(): Promise<void> {
    if (this.parts.signal.aborted) return
    this.stop()
    await this.#offerOrders()
    this.#owes = true
    this.start()
    await this.parts.receipts.read()
    await this.offerAgain()
  }

  /** The hub's own, which it may have forgotten. */
  async #offerOrders(): Promise<void> {
    this.#owesOrders = !(await isDone(this.#pushOnce(ORDERS)))
    this.#owes ||= this.#owesOrders
  }

  #answered(): void {
    const wasLost = this.#isLost
    const isAtVillage = this.parts.hubs.whom === 'village'
    Object.assign(this.state, { online: !isAtVillage, isAtVillage, lastAnswer: this.parts.now() })
    if (this.state.attention === 'not-our-hub') this.state.attention = ''
    clearTimeout(this.#probe)
    this.#probe = undefined
    this.#isLost = false
    if (wasLost) for (const replication of this.#all) replication.wake()
  }

  #disconnected(): void {
    Object.assign(this.state, { online: false, isAtVillage: false })
    this.#isLost = true
    if (this.parts.signal.aborted) return
    this.#look(this.parts.hubs.lost())
    this.#probe ??= setTimeout(() => this.#probeNow(), 4000 + Math.random() * 4000)
  }

  #probeNow(): void {
    this.#probe = undefined
    this.parts.request(`${this.parts.hubs.root}/`, {}).catch(() => this.#disconnected())
  }

  #pushing(handle: Handle): Handle {
    handle.on('denied', (error: unknown) => this.#look(this.#denied(error as Denied)))
    handle.on('change', ({ docs = [] }) => this.parts.receipts.took(docs.map(({ _id }) => _id)))
    return handle
  }

  /** An order that a restored hub gave otherwise is no work of a clerk's. */
  async #denied(error: Denied): Promise<void> {
    const { receipts, refusals } = this.parts
    const id = idOf(error)
    if (isOrder(id)) return
    await refusals.add({ id, reason: error.reason ?? error.message ?? '' })
    receipts.count()
  }

  /** The hub takes documents. */
  #pushed(): void {
    this.#admitted()
    if (this.state.attention !== 'busy') this.state.attention = ''
    if (!this.#papers.isRunning) this.#papers.start()
    this.#settled()
    this.#look(this.#compareDaily())
  }

  #fetched(which: string): void {
    this.#admitted()
    this.#toFetch.delete(which)
    if (this.state.isFetching && !this.#toFetch.size) {
      this.state.isFetching = false
      this.#look(this.parts.notes.delete(FIRST_FETCH))
    }
    this.#settled()
  }

  /** Nothing goes through without a sign-in. What still waits for the hub to know this tablet starts anew. */
  #admitted(): void {
    if (this.state.attention !== 'sign-in-needed') return
    this.state.attention = ''
    for (const replication of this.#all) replication.wake()
  }

  #settled(): void {
    const isWhole = !this.#all.some(({ isWaiting }) => isWaiting)
    if (isWhole && this.state.attention === 'busy') this.state.attention = ''
    if (this.#owes) this.#look(this.offerAgain())
  }

  /** Whatever the checkpoint says. */
  #pushOnce(options: { doc_ids: string[] } | typeof ALL): Handle {
    const { site, request } = this.parts
    return this.#pushing(site.database.push(this.#url, request, { ...options, checkpoint: false }))
  }

  /** A refusal may have been lost in a crash, and what is owed with it: once a day everything is compared. */
  async #compareDaily(): Promise<void> {
    if (this.#isComparing || this.parts.hubs.whom === 'village') return
    this.#isComparing = true
    try {
      const { notes, now } = this.parts
      const last = (await notes.get<number>(FULL_PUSH)) ?? 0
      if (Math.abs(now() - last) < DAY_MS) return
      if (await isDone(this.#pushOnce(ALL))) await notes.set(FULL_PUSH, now())
    } finally {
      this.#isComparing = false
    }
  }

  #look(work: Promise<void>): void {
    work.catch(this.parts.failed)
  }
}

/** Why a replication was not done, `hear` has told already. */
function isDone(handle: Handle): Promise<boolean> {
  return handle.then(
    () => true,
    () => false,
  )
}

function isOrder(id: string): boolean {
  return id.startsWith('order:')
}

function idOf(denied: Denied): string {
  return denied.id ?? denied._id ?? ''
}
