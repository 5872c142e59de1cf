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
import { Drafts } from './local/draft'
import { leaveEscrow } from './local/escrow'
import { follow, type Unread } from './local/following'
import { KeptClock, type Today } from './local/keptClock'
import { Ledger } from './local/ledger'
import type { Life } from './local/life'
import { nameOf, type People, type Person, type Unlocked } from './local/people'
import { Seal } from './local/seal'
import { sealedNotes } from './local/sealedNotes'
import { SealedPapers } from './local/sealedPapers'
import { sealOld } from './local/sealOld'
import type { OpenTab } from './local/singleTab'
import { roomLeft } from './local/storage'
import { LocalDatabase, type Notes, notes, type StoredDocument } from './local/store'
import { ThrownForms } from './local/thrown'
import { noteWaiting } from './local/waiting'
import { type District, Reference } from './reference'
import { Verifier } from './verifier'

export interface Tablet extends Connection {
  device: Device
  /** Who is at work, and signs for what is written. */
  person: Person
  /** Who works with this tablet. */
  people: People
  /** Let another clerk in, or give one of these a new PIN. */
  admit(person: Person, pin: string): Promise<void>
  /** The name for people of who wrote something. */
  nameOf(name: string): string
  drafts: Drafts
  thrownForms: ThrownForms
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

export interface TabletParts {
  device: Device
  tab: OpenTab
  life: Life
  people: People
  unlocked: Unlocked
}

/** The tablet is closed: what was still going on in it writes nothing more. */
export class TabletClosed extends Error {}

/** Load what is stored, start to replicate. */
export async function openTablet({ device, tab, life, people, unlocked }: TabletParts): Promise<Tablet> {
  const { person, key } = unlocked
  const unread: Unread = shallowReactive(new Map())
  const { site, notesOfPeople } = await openSealed(device, new Seal(key), unread)
  const published = new LocalDatabase('reference')
  const papers = new LocalDatabase(`papers-${device.site.code}`)
  const clock = await KeptClock.open(notes, life)
  const ledger = await Ledger.open(device, notes, [])
  const keys = new KnownKeys(device.admittedBy)
  const reference = new Reference(device.site)
  const connection = await openConnection({
    device,
    site,
    reference: published,
    papers,
    keys: keys.all,
    sealingKey: () => reference.sealingKey(keys.all),
    clock,
    ledger,
    notes,
    notesOfPeople,
    life,
  })
  const { sync, receipts, paperPost } = connection
  const exclusively = <T>(work: () => Promise<T>): Promise<T> =>
    tab.exclusively(() => {
      if (life.signal.aborted) throw new TabletClosed()
      return work()
    })
  const verifier = new Verifier(keys.all)
  const cases = new Cases(device.device, reference.guides, ledger)
  const tell = (one: { tell(document: StoredDocument): void }) => one.tell.bind(one)
  const leaveKey = async () => {
    await keys.judged()
    if (life.signal.aborted) return
    await leaveEscrow(device.device, key, await reference.sealingKeys(keys.all), notes)
  }
  const hearKey = (document: StoredDocument) => {
    keys.tell(document)
    if (document.type === 'key') void keys.judged().then(() => receipts.read())
    if (document.type === 'key' || document.type === 'sealing-key') void leaveKey().catch(life.failed)
  }
  const hearGuide = (document: StoredDocument) => {
    if (document.type === 'guide') cases.refold(unread)
  }
  await follow(published, [tell(reference), tell(verifier), hearKey, hearGuide], unread, life)
  const stored = await tab.exclusively(() => follow(site, [tell(cases), tell(receipts)], unread, life))
  await ledger.catchUp(stored)
  cases.load(unread)
  await keys.judged()
  await receipts.load()
  noteWaiting(receipts.waiting, notes, life)
  const post = postAt(device.site.code, person.role)
  const facts = new FactWriter({
    database: site,
    ledger,
    author: () => ({ ...device, site: device.site.code, clerk: person.name, role: post }),
    clock: clock.clock,
    isOnline: () => sync.state.online,
    exclusively,
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
    person,
    people,
    admit: (another, pin) => people.admit(another, pin, key),
    nameOf: (name) => nameOf(name, people.list.value),
    drafts: new Drafts(notesOfPeople, life.failed),
    thrownForms: new ThrownForms(notesOfPeople),
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
    daysLeft: (day) => workingDaysLeft(reference.calendars, clock.today.date, day),
    workingDays: (guide) => reference.workingDays(guide),
    today: clock.today,
    confirmDate: () => clock.confirm(),
  }
}

/** The database of the site and the notes that tell of people, both through the seal; nothing is in clear after it. */
async function openSealed(
  device: Device,
  seal: Seal,
  unread: Unread,
): Promise<{ site: LocalDatabase; notesOfPeople: Notes }> {
  const name = `site-${device.site.code}`
  const unreadable = (id: string, error: unknown) => unread.set(id, String(error))
  const site = new LocalDatabase(`sealed-${name}`, { seal, unreadable })
  const notesOfPeople = sealedNotes(notes, seal)
  await sealOld({ name, sealed: site, notes, sealedNotes: notesOfPeople })
  return { site, notesOfPeople }
}
