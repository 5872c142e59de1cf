/** The way to the hub and back: its parts put together, and started anew with the network. */
import type { DistrictKeys } from '../domain/districtKeys'
import type { Device } from '../local/device'
import { DeviceToken } from '../local/device'
import type { KeptClock } from '../local/keptClock'
import type { Ledger } from '../local/ledger'
import { type Life, whenClosed } from '../local/life'
import type { LocalDatabase, Notes } from '../local/store'
import { HubApi } from './api'
import { Courier } from './courier'
import { hearEnding } from './ending'
import { createHubFetch, type HubEvent } from './hubFetch'
import { PaperPost } from './paperPost'
import { Receipts } from './receipts'
import { Refusals } from './refusals'
import { Sync } from './sync'
import { Traffic } from './traffic'

const INSTANCE = 'instance'

export interface ConnectionParts {
  device: Device
  site: LocalDatabase
  reference: LocalDatabase
  /** Of the district, as far as they are known. */
  keys: DistrictKeys
  papers: LocalDatabase
  /** The point of its key for what is sealed, where one can be believed. */
  sealingKey(): Promise<Uint8Array<ArrayBuffer> | undefined>
  clock: KeptClock
  ledger: Ledger
  notes: Notes
  /** For what may name people. */
  notesOfPeople: Notes
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
  const { device, site, reference, papers, keys, sealingKey, clock, ledger, notes, notesOfPeople, life } =
    parts
  const { signal, failed } = life
  const token = deviceToken(parts)
  const refusals = new Refusals(notesOfPeople)
  const instance = await rememberedInstance(notes, failed)
  const lacks = () => void sync.offerAgain().catch(failed)
  const receipts = new Receipts({ device: device.device, keys, instance, refusals, ledger, lacks, failed })
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
  const root = `${location.origin}/couchdb`
  const url = `${root}/papers-${device.site.code}`
  const paperPost = new PaperPost({ database: papers, url, request })
  await Promise.all([token.load(), refusals.load(), paperPost.count()])
  const now = () => clock.clock.now().ms
  const sync = new Sync({
    root,
    site: { database: site, name: `site-${device.site.code}` },
    reference,
    papers: paperPost,
    request,
    receipts,
    refusals,
    notes,
    signal,
    now,
    failed,
  })
  const courier = new Courier({
    device: device.device,
    site: { database: site, code: device.site.code },
    papers,
    receipts,
    sealingKey,
    now,
    url: `${location.origin}/import`,
    request,
  })
  return { sync, receipts, refusals, paperPost, courier, traffic }
}

function deviceToken({ device, keys, clock, notes, life }: ConnectionParts): DeviceToken {
  const api = new HubApi({ heardTime: (time) => clock.hear(time) })
  return new DeviceToken(device, api, notes, async (ending, asked) => {
    if (await hearEnding(ending, asked, device.device, keys, notes)) life.ended(ending)
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
