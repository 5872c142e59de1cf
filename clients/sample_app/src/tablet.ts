/** Where the parts of the tablet are put together, once a device is enrolled. */
import { type InjectionKey, inject, reactive } from 'vue'
import { Cases } from './cases'
import { type Casework, casework } from './casework/casework'
import { Desk } from './casework/desk'
import type { KeyDocument } from './domain/districtKeys'
import type { Ending } from './domain/ending'
import type { Guide } from './domain/guides'
import { FactWriter } from './facts'
import { HubApi } from './hub/api'
import { hearEnding } from './hub/ending'
import { createHubFetch, type HubEvent } from './hub/hubFetch'
import { Receipts } from './hub/receipts'
import { Refusals } from './hub/refusals'
import { Sync } from './hub/sync'
import { Clock, type ClockBasis } from './local/clock'
import { Declines } from './local/declines'
import { type Device, DeviceToken } from './local/device'
import type { OpenTab } from './local/singleTab'
import { LocalDatabase, notes, type StoredDocument } from './local/store'
import { type District, Reference } from './reference'
import { Verifier } from './verifier'

const LATEST_TIME = 'latestTime'
const INSTANCE = 'instance'
const TICK_MS = 5000
const MINUTE_MS = 60_000

export interface Tablet {
  device: Device
  cases: Cases
  work: Casework
  sync: Sync
  receipts: Receipts
  refusals: Refusals
  clock: Clock
  guides: ReadonlyMap<string, Guide>
  district: Partial<District>
  verifier: Verifier
  /** How a site is called. */
  siteName(code: string): string
  /** The working days this site promises under a guide. */
  workingDays(guide: Guide): number
  /** Today and the basis of it, kept fresh for the screens. */
  today: Today
  confirmDate(): void
}

export interface Today {
  date: string
  basis: ClockBasis
  needsConfirmation: boolean
  /** Milliseconds by which the tablet's own clock is ahead of the hub's, as far as is known. */
  ahead: number
}

export const TABLET: InjectionKey<Tablet> = Symbol('tablet')

export function useTablet(): Tablet {
  const tablet = inject(TABLET)
  if (!tablet) throw new Error('no tablet is open')
  return tablet
}

/** Load what is stored, start to replicate; `signal` ends all that was started. `ended` is called when the district
 * ends this device. */
export async function openTablet(
  device: Device,
  tab: OpenTab,
  signal: AbortSignal,
  ended: (ending: Ending) => void,
): Promise<Tablet> {
  const site = new LocalDatabase(`site-${device.site.code}`)
  const published = new LocalDatabase('reference')
  const clock = new Clock((await notes.get<number>(LATEST_TIME)) ?? 0)
  const { today, tick } = tickingDate(clock, signal)
  const { sync, receipts, refusals } = await openSync(device, site, published, clock, tick, signal, ended)
  const reference = new Reference(device.site.code)
  const { guides, district } = reference
  const verifier = new Verifier()
  const cases = new Cases(device.device, guides)
  const tellSite = (document: StoredDocument) => {
    cases.tell(document)
    receipts.tell(document)
  }
  const tellReference = (document: StoredDocument) => {
    reference.tell(document)
    verifier.tell(document)
    if (document.type === 'guide') cases.refold()
    if (document.type === 'key') receipts.tellKey(document as unknown as KeyDocument)
  }
  await follow(published, tellReference, signal)
  await follow(site, tellSite, signal)
  await receipts.load()
  const facts = new FactWriter({
    database: site,
    author: { ...device, site: device.site.code, role: 'clerk' }, // the hub enrols tablets of clerks only
    clock,
    isOnline: () => sync.state.online,
    exclusively: tab.exclusively,
    recordsOf: (caseId) => cases.recordsOf(caseId),
    ruleAgainst: (fact) => cases.ruleAgainst(fact),
    written: (fact) => {
      receipts.wrote(fact)
      cases.tell(fact)
      void notes.set(LATEST_TIME, clock.mark())
    },
  })
  const declines = await Declines.load(notes)
  const isCopied = () => receipts.isCopied.value
  const isDateSure = () => !clock.needsConfirmation
  const work = casework(new Desk({ facts, cases, reference, device, declines, isCopied, isDateSure }))
  const confirmDate = () => {
    clock.confirm()
    tick()
  }
  sync.start()
  void sync.offerAgain().catch(() => {}) // told by the state of the sync
  restartWithNetwork(sync, signal)
  const workingDays = (guide: Guide) => reference.workingDays(guide)
  const siteName = (code: string) => reference.siteName(code)
  return {
    device,
    cases,
    work,
    sync,
    receipts,
    refusals,
    clock,
    guides,
    district,
    verifier,
    siteName,
    workingDays,
    today,
    confirmDate,
  }
}

/** The way to the hub and back, not started yet. */
async function openSync(
  device: Device,
  site: LocalDatabase,
  reference: LocalDatabase,
  clock: Clock,
  tick: () => void,
  signal: AbortSignal,
  ended: (ending: Ending) => void,
) {
  const heardTime = (time: string) => {
    hearTime(clock, time)
    tick()
  }
  const root = `${location.origin}/couchdb`
  const name = `site-${device.site.code}`
  const token = new DeviceToken(device, new HubApi({ heardTime }), notes, async (ending) => {
    if (await hearEnding(ending, device.device, await reference.all(), notes)) ended(ending)
  })
  const refusals = new Refusals(notes)
  const instance = await rememberedInstance()
  const request = createHubFetch({
    token: () => token.text,
    renew: () => token.renew(),
    instance,
    heard: (event: HubEvent) => sync.hear(event),
    heardTime,
    signal,
  })
  const lacks = () => void sync.offerAgain().catch(() => {}) // told by the state of the sync
  const receipts = new Receipts({ device: device.device, instance, refusals, notes, lacks })
  await Promise.all([token.load(), refusals.load()])
  const now = () => clock.now().ms
  const parts = {
    root,
    site: { database: site, name },
    reference,
    request,
    receipts,
    refusals,
    notes,
    signal,
    now,
  }
  const sync = new Sync(parts)
  return { sync, receipts, refusals }
}

/** Hear every document of a database: those there, and those that come. */
async function follow(
  database: LocalDatabase,
  tell: (document: StoredDocument) => void,
  signal: AbortSignal,
): Promise<void> {
  whenClosed(signal, database.watch(tell))
  for (const document of await database.all()) tell(document)
}

let notedTime = 0

/** The clock hears each answer; the notes hear of it once a minute. */
function hearTime(clock: Clock, time: string): void {
  clock.hear(time)
  const { ms } = clock.now()
  if (Math.abs(ms - notedTime) < MINUTE_MS) return
  notedTime = ms
  void notes.set(LATEST_TIME, ms)
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

function restartWithNetwork(sync: Sync, signal: AbortSignal): void {
  const seen = () => {
    if (document.visibilityState === 'visible' && !sync.state.online) sync.restart()
  }
  const heard = [
    [window, 'online', () => sync.restart()],
    [window, 'offline', () => sync.browserOffline()],
    [document, 'visibilitychange', seen],
  ] as const
  for (const [target, event, hear] of heard) {
    target.addEventListener(event, hear)
    whenClosed(signal, () => target.removeEventListener(event, hear)) // Node forgets all but the last `signal`
  }
}

/** It may be closed already: another tab can take over while this one is being opened. */
function whenClosed(signal: AbortSignal, end: () => void): void {
  if (signal.aborted) end()
  else signal.addEventListener('abort', end)
}

function tickingDate(clock: Clock, signal: AbortSignal): { today: Today; tick(): void } {
  const today: Today = reactive({ date: '', basis: 'device', needsConfirmation: true, ahead: 0 })
  const tick = () => {
    const { needsConfirmation, ahead } = clock
    Object.assign(today, { date: clock.today(), basis: clock.now().basis, needsConfirmation, ahead })
  }
  tick()
  const ticking = setInterval(tick, TICK_MS)
  whenClosed(signal, () => clearInterval(ticking))
  return { today, tick }
}
