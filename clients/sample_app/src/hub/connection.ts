/** The way to the hub and back: its parts put together, and started anew with the network. */
import type { KnownKeys } from '../known/keys'
import type { Databases } from '../local/databases'
import type { Device } from '../local/device'
import { DeviceToken } from '../local/device'
import type { KeptClock } from '../local/keptClock'
import type { Ledger } from '../local/ledger'
import { type Life, whenClosed } from '../local/life'
import type { Notes } from '../local/notes'
import { HubApi } from './api'
import { Courier } from './courier'
import { hearEnding } from './ending'
import { createHubFetch, type HubEvent } from './hubFetch'
import { PaperPost } from './paperPost'
import { Receipts } from './receipts'
import { Refusals } from './refusals'
import { Sync, type SyncParts } from './sync'
import { Traffic } from './traffic'

const INSTANCE = 'instance'

export interface ConnectionParts {
  device: Device
  databases: Databases
  /** Of the district, as far as they are known. */
  keys: Pick<KnownKeys, 'all' | 'sealingKey'>
  clock: KeptClock
  ledger: Ledger
  notes: Notes
  life: Life
}

export interface Connection {
  sync: Sync
  receipts: Receipts
  refusals: Refusals
  paperPost: PaperPost
  courier: Courier
  traffic: Traffic
}

/** Nothing is asked of the hub yet. */
export async function openConnection(parts: ConnectionParts): Promise<Connection> {
  const { device, databases, keys, clock, ledger, notes, life } = parts
  const { failed, signal } = life
  const token = deviceToken(parts)
  const refusals = new Refusals(databases.notesOfPeople)
  const instance = await rememberedInstance(notes, failed)
  const lacks = () => void sync.offerAgain().catch(failed)
  const receipts = new Receipts({
    device: device.device,
    keys: keys.all,
    instance,
    refusals,
    ledger,
    lacks,
    failed,
  })
  const traffic = await Traffic.load(notes, () => clock.clock.today(), failed)
  const request = createHubFetch({
    token: () => token.text,
    renew: () => token.renew(),
    instance,
    heard: (event: HubEvent) => sync.hear(event),
    heardTime: (time) => clock.hear(time),
    moved: (up, down) => traffic.count(up, down),
    signal,
  })
  const url = `${location.origin}/couchdb/papers-${device.site.code}`
  const paperPost = new PaperPost({ database: databases.papers, url, request })
  await Promise.all([token.load(), refusals.load(), paperPost.count()])
  const sync = syncOf(parts, { receipts, refusals, paperPost, request })
  await sync.load()
  const courier = courierOf(parts, receipts, request)
  return { sync, receipts, refusals, paperPost, courier, traffic }
}

function syncOf(
  { device, databases, clock, notes, life: { signal, failed } }: ConnectionParts,
  { paperPost, ...others }: Pick<SyncParts, 'receipts' | 'refusals' | 'request'> & { paperPost: PaperPost },
): Sync {
  return new Sync({
    ...others,
    root: `${location.origin}/couchdb`,
    site: { database: databases.site, name: `site-${device.site.code}` },
    reference: databases.reference,
    papers: paperPost,
    notes,
    signal,
    now: () => clock.clock.now().ms,
    failed,
  })
}

function courierOf(
  { device, databases: { site, papers }, keys, clock }: ConnectionParts,
  receipts: Receipts,
  request: typeof fetch,
): Courier {
  return new Courier({
    device: device.device,
    site: { database: site, code: device.site.code },
    papers,
    receipts,
    sealingKey: () => keys.sealingKey(),
    now: () => clock.clock.now().ms,
    url: `${location.origin}/import`,
    request,
  })
}

function deviceToken({ device, keys, clock, notes, life }: ConnectionParts): DeviceToken {
  const api = new HubApi({ heardTime: (time) => clock.hear(time) })
  return new DeviceToken(device, api, notes, async (ending, asked) => {
    if (await hearEnding(ending, asked, device.device, keys.all, notes)) life.ended(ending)
  })
}

/** The hub's instance, kept over restarts of the app. */
async function rememberedInstance(notes: Notes, failed: Life['failed']): Promise<{ id: string }> {
  let id = (await notes.get<string>(INSTANCE)) ?? ''
  return {
    get id() {
      return id
    },
    set id(value) {
      if (value === id) return
      id = value
      notes.set(INSTANCE, value).catch(failed)
    },
  }
}

/** Start, and start anew when the browser finds a network again. */
export function connect(sync: Sync, signal: AbortSignal): void {
  const seen = () => {
    if (document.visibilityState === 'visible' && !sync.state.online) sync.restart()
  }
  const heard = [
    [window, 'online', () => sync.restart()],
    [window, 'offline', () => sync.browserOffline()],
    [document, 'visibilitychange', seen],
  ] as const
  for (const [target, event, hear] of heard) target.addEventListener(event, hear)
  whenClosed(signal, () => {
    for (const [target, event, hear] of heard) target.removeEventListener(event, hear)
  })
  sync.start()
}
