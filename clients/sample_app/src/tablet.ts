/** Where the parts of the tablet are put together, once a device is enrolled. */
import { type InjectionKey, inject, shallowReactive } from 'vue'
import { Cases } from './cases'
import { type Casework, casework } from './casework/casework'
import { Desk } from './casework/desk'
import { workingDaysLeft } from './domain/calendar'
import type { Guide, Text } from './domain/guides'
import { type Post, postAt } from './domain/roles'
import { FactWriter } from './facts'
import { HubApi } from './hub/api'
import { AtHub } from './hub/atHub'
import { type Connection, connect, openConnection } from './hub/connection'
import { KnownKeys } from './knownKeys'
import type { Clock } from './local/clock'
import { Declines } from './local/declines'
import type { Device } from './local/device'
import { follow, type Unread } from './local/following'
import { KeptClock, type Today } from './local/keptClock'
import { Ledger } from './local/ledger'
import type { Life } from './local/life'
import { roomLeft, SealedPapers } from './local/sealedPapers'
import type { OpenTab } from './local/singleTab'
import { LocalDatabase, notes, type StoredDocument } from './local/store'
import { type District, Reference } from './reference'
import { Verifier } from './verifier'

export interface Tablet extends Connection {
  device: Device
  cases: Cases
  work: Casework
  /** In what post is written here: a township's own desk does what no window does. */
  post: Post
  /** What is ordered at the hub, in somebody's own name. */
  atHub: AtHub
  clock: Clock
  guides: ReadonlyMap<string, Guide>
  district: Partial<District>
  verifier: Verifier
  unread: Readonly<Unread>
  /** How a site is called. */
  siteName(code: string): Text
  /** Every site that the district has told of, by its code. */
  sites: ReadonlyMap<string, Text>
  /** The working days that are left until a day; undefined where a calendar is not known. */
  daysLeft(day: string): number | undefined
  /** The working days this site promises under a guide. */
  workingDays(guide: Guide): number
  /** Today and the basis of it, kept fresh for the screens. */
  today: Today
  confirmDate(): void
}

export const TABLET: InjectionKey<Tablet> = Symbol('tablet')

export function useTablet(): Tablet {
  const tablet = inject(TABLET)
  if (!tablet) throw new Error('no tablet is open')
  return tablet
}

/** Load what is stored, start to replicate. */
export async function openTablet(device: Device, tab: OpenTab, life: Life): Promise<Tablet> {
  const site = new LocalDatabase(`site-${device.site.code}`)
  const published = new LocalDatabase('reference')
  const papers = new LocalDatabase(`papers-${device.site.code}`)
  const clock = await KeptClock.open(notes, life)
  const ledger = await Ledger.open(device, notes, await site.all())
  const keys = new KnownKeys(device.admittedBy)
  const connection = await openConnection({
    device,
    site,
    reference: published,
    papers,
    keys: keys.all,
    clock,
    ledger,
    notes,
    life,
  })
  const { sync, receipts, paperPost } = connection
  const reference = new Reference(device.site)
  const verifier = new Verifier(keys.all)
  const cases = new Cases(device.device, reference.guides, ledger)
  const unread: Unread = shallowReactive(new Map())
  const tell = (one: { tell(document: StoredDocument): void }) => one.tell.bind(one)
  const hearKey = (document: StoredDocument) => {
    keys.tell(document)
    if (document.type === 'key') void keys.judged().then(() => receipts.read())
  }
  const hearGuide = (document: StoredDocument) => {
    if (document.type === 'guide') cases.refold(unread)
  }
  await follow(published, [tell(reference), tell(verifier), hearKey, hearGuide], unread, life)
  await follow(site, [tell(cases), tell(receipts)], unread, life)
  cases.load(unread)
  await keys.judged()
  await receipts.load()
  const post = postAt(device.site.code, device.role ?? 'clerk') // none was noted before townships had tablets
  const facts = new FactWriter({
    database: site,
    ledger,
    author: () => ({ ...device, site: device.site.code, role: post }),
    clock: clock.clock,
    isOnline: () => sync.state.online,
    exclusively: tab.exclusively,
    recordsOf: (caseId) => cases.recordsOf(caseId),
    ruleAgainst: (fact) => cases.ruleAgainst(fact),
    written: (fact) => {
      receipts.wrote(fact)
      cases.tell(fact)
      clock.mark()
    },
    failed: life.failed,
  })
  const sealed = new SealedPapers({
    database: papers,
    site: device.site.code,
    key: () => reference.sealingKey(keys.all),
    now: () => clock.clock.now().ms,
    room: roomLeft,
    kept: () => void paperPost.count().catch(life.failed),
  })
  const declines = await Declines.load(notes)
  const isCopied = () => ledger.isCopied.value
  const isDateSure = () => !clock.clock.needsConfirmation
  const desk = new Desk({
    facts,
    cases,
    reference,
    keys: keys.all,
    device,
    declines,
    ledger,
    verifier,
    papers: sealed,
    isCopied,
    isDateSure,
  })
  connect(sync, life.signal)
  return {
    ...connection,
    device,
    cases,
    work: casework(desk),
    post,
    atHub: new AtHub(new HubApi({ heardTime: (time) => clock.hear(time) }), () => clock.clock.now().ms),
    clock: clock.clock,
    guides: reference.guides,
    district: reference.district,
    verifier,
    unread,
    siteName: (code) => reference.siteName(code),
    sites: reference.sites,
    daysLeft: (day) => workingDaysLeft(reference.calendars, clock.today.date, day),
    workingDays: (guide) => reference.workingDays(guide),
    today: clock.today,
    confirmDate: () => clock.confirm(),
  }
}
