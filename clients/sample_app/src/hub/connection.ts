/** The way to the hub and back: its parts put together, and started anew with the network. */
import type { Ending } from '../domain/ending'
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
import { answersAt, Hubs, type Whom } from './hubs'
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
  hubs: Hubs
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
  const hubs = hubsOf(parts, () => sync.turned())
  const refusals = new Refusals(databases.notesOfPeople)
  const instances = {
    district: await rememberedInstance(INSTANCE, notes, failed),
    village: await rememberedInstance(`${INSTANCE}:village`, notes, failed),
  }
  const lacks = () => void sync.offerAgain().catch(failed)
  const receipts = new Receipts({
    device: device.device,
    keys: keys.all,
    instance: instances.district,
    spokenWith: {
      get id() {
        return instances[hubs.whom].id
      },
    },
    refusals,
    ledger,
    lacks,
    failed,
  })
  const traffic = await Traffic.load(notes, () => clock.clock.today(), failed)
  const lineTo = async (whom: Whom) => {
    const token = deviceToken(parts, hubs, whom)
    await token.load()
    return createHubFetch({
      token: () => token.text,
      renew: () => token.renew(),
      instance: instances[whom],
      heard: (event: HubEvent) => void (hubs.whom === whom && sync.hear(event)),
      heardTime: (time) => clock.hear(time),
      moved: (up, down) => traffic.count(up, down),
      signal,
    })
  }
  const lines = { district: await lineTo('district'), village: await lineTo('village') }
  const request: typeof fetch = (input, init) => lines[hubs.of(String(input))](input, init)
  const paperPost = paperPostOf(parts, hubs, request)
  await Promise.all([refusals.load(), paperPost.count()])
  const sync = syncOf(parts, { receipts, refusals, paperPost, request, hubs })
  await sync.load()
  const courier = courierOf(parts, receipts, request)
  return { hubs, sync, receipts, refusals, paperPost, courier, traffic }
}

function hubsOf({ device, life: { signal } }: ConnectionParts, turned: () => void): Hubs {
  const { origin: district } = location
  return new Hubs({ site: device.site.code, district, answers: answersAt, turned, signal })
}

function paperPostOf({ device, databases }: ConnectionParts, hubs: Hubs, request: typeof fetch): PaperPost {
  return new PaperPost({
    database: databases.papers,
    url: () => `${hubs.root}/papers-${device.site.code}`,
    isTheDistricts: () => hubs.whom === 'district',
    request,
  })
}

function syncOf(
  { device, databases, clock, notes, life: { signal, failed } }: ConnectionParts,
  {
    paperPost,
    ...others
  }: Pick<SyncParts, 'receipts' | 'refusals' | 'request' | 'hubs'> & { paperPost: PaperPost },
): Sync {
  return new Sync({
    ...others,
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

function deviceToken(
  { device, keys, clock, notes, life }: ConnectionParts,
  hubs: Hubs,
  whom: Whom,
): DeviceToken {
  const api = new HubApi({ origin: () => hubs.originOf(whom), heardTime: (time) => clock.hear(time) })
  const ended = async (ending: Ending, asked: string) => {
    if (await hearEnding(ending, asked, device.device, keys.all, notes)) life.ended(ending)
  }
  return new DeviceToken(device, api, notes, ended, whom)
}

/** A hub's instance, kept over restarts of the app. */
async function rememberedInstance(
  name: string,
  notes: Notes,
  failed: Life['failed'],
): Promise<{ id: string }> {
  let id = (await notes.get<string>(name)) ?? ''
  return {
    get id() {
      return id
    },
    set id(value) {
      if (value === id) return
      id = value
      notes.set(name, value).catch(failed)
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
