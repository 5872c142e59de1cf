/** Where the parts of the tablet are put together, once a device is enrolled. */
import { type InjectionKey, inject, reactive, shallowReactive } from 'vue'
import { HubApi } from './api'
import { Arrivals } from './arrivals'
import { Cases } from './cases'
import { Casework } from './casework'
import { Clock } from './clock'
import { type Device, DeviceToken } from './device'
import type { Fact, Guide } from './domain/types'
import { FactWriter } from './facts'
import { createHubFetch } from './hubFetch'
import { Refusals } from './refusals'
import type { OpenTab } from './singleTab'
import { LocalDatabase, notes, type StoredDocument } from './store'
import { Sync } from './sync'

const HUB_TIME = 'hubTime'
const INSTANCE = 'instance'
const TICK_MS = 5000

/** The district as the reference database tells it. */
export interface District {
  code: string
  name: string
  publicUrl: string
  complaintPhone: string
  portal: string
}

export interface Tablet {
  device: Device
  cases: Cases
  work: Casework
  sync: Sync
  arrivals: Arrivals
  refusals: Refusals
  clock: Clock
  guides: ReadonlyMap<string, Guide>
  district: Partial<District>
  /** Today and the basis of it, kept fresh for the screens. */
  today: { date: string; basis: 'hub' | 'device'; needsConfirmation: boolean }
  confirmDate(): void
}

export const TABLET: InjectionKey<Tablet> = Symbol('tablet')

export function useTablet(): Tablet {
  const tablet = inject(TABLET)
  if (!tablet) throw new Error('no tablet is open')
  return tablet
}

/** Load what is stored, start to replicate. */
export async function openTablet(device: Device, tab: OpenTab): Promise<Tablet> {
  const siteName = `site-${device.site.code}`
  const site = new LocalDatabase(siteName)
  const reference = new LocalDatabase('reference')
  const root = `${location.origin}/couchdb`
  const clock = new Clock((await notes.get<number>(HUB_TIME)) ?? 0)
  const heardTime = rememberTime(clock)
  const token = new DeviceToken(device, new HubApi({ heardTime }), notes)
  const refusals = new Refusals(notes)
  await Promise.all([token.load(), refusals.load()])

  const instance = await rememberedInstance()
  const request = createHubFetch({
    token: () => token.text,
    renew: () => token.renew(),
    instance,
    heard: (event) => sync.hear(event),
    heardTime,
  })
  const arrivals = new Arrivals(device.device, `${root}/${siteName}`, request, notes, (id) =>
    refusals.has(id),
  )
  const sync = new Sync({
    root,
    site: { database: site, name: siteName },
    reference,
    request,
    arrivals,
    refusals,
    notes,
  })

  const guides = shallowReactive(new Map<string, Guide>())
  const district = reactive<Partial<District>>({})
  const cases = new Cases(device.device, guides)
  const tellSite = (document: StoredDocument) => {
    cases.tell(document)
    arrivals.tell(document)
  }
  await arrivals.load()
  await follow(reference, (document) => tellReference(document, guides, district, cases))
  await follow(site, tellSite)

  const facts = new FactWriter({
    database: site,
    author: {
      device: device.device,
      site: device.site.code,
      clerk: device.clerk,
      privateKey: device.privateKey,
    },
    clock,
    isOnline: () => sync.state.online,
    exclusively: tab.exclusively,
    written: (fact: Fact) => tellSite(fact as unknown as StoredDocument),
  })
  const work = new Casework(facts, cases, guides, device)
  sync.start()
  void sync.offerAgain().catch(() => {})
  restartWithNetwork(sync)
  return { device, cases, work, sync, arrivals, refusals, clock, guides, district, ...tickingDate(clock) }
}

/** Hear every document of a database: those there, and those that come. */
async function follow(database: LocalDatabase, tell: (document: StoredDocument) => void): Promise<void> {
  database.watch(tell)
  for (const document of await database.all()) tell(document)
}

function tellReference(
  document: StoredDocument,
  guides: Map<string, Guide>,
  district: Partial<District>,
  cases: Cases,
): void {
  if (document.type === 'district') Object.assign(district, document)
  if (document.type !== 'guide') return
  guides.set(document._id, document as unknown as Guide)
  cases.refold()
}

/** The clock hears each answer; the notes hear of it once a minute. */
function rememberTime(clock: Clock): (time: string) => void {
  let noted = 0
  return (time) => {
    clock.hear(time)
    const { ms } = clock.now()
    if (ms - noted < 60_000) return
    noted = ms
    void notes.set(HUB_TIME, ms)
  }
}

/** The hub's instance, kept over restarts of the app. */
async function rememberedInstance(): Promise<{ id: string }> {
  let id = (await notes.get<string>(INSTANCE)) ?? ''
  return {
    get id() {
      return id
    },
    set id(value) {
      if (value === id) return
      id = value
      void notes.set(INSTANCE, value)
    },
  }
}

function restartWithNetwork(sync: Sync): void {
  window.addEventListener('online', () => sync.restart())
  window.addEventListener('offline', () => sync.browserOffline())
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && !sync.state.online) sync.restart()
  })
}

function tickingDate(clock: Clock) {
  const today: Tablet['today'] = reactive({ date: '', basis: 'device', needsConfirmation: true })
  const tick = () =>
    Object.assign(today, {
      date: clock.today(),
      basis: clock.now().basis,
      needsConfirmation: clock.needsConfirmation,
    })
  tick()
  setInterval(tick, TICK_MS)
  return {
    today,
    confirmDate() {
      clock.confirm()
      tick()
    },
  }
}
