/** A tablet is opened for the clerk who has unlocked it; then its cases are read, and the hub is sought. */
import { ref } from 'vue'
import { casework } from './casework/casework'
import { addressesNeeded } from './casework/wished'
import { Clearing } from './clearing'
import { dueOn, workingDaysLeft } from './domain/calendar'
import { postAt } from './domain/roles'
import { type Ground, openGround, type TabletParts } from './ground'
import { hearDistrict, hearSite } from './hearing'
import { HubApi } from './hub/api'
import { AtHub } from './hub/atHub'
import { type Connection, connect, openConnection } from './hub/connection'
import { Cases } from './known/cases'
import { Drafts } from './local/draft'
import { Homes } from './local/homes'
import { nameOf } from './local/people'
import { ThrownForms } from './local/thrown'
import { noteWaiting } from './local/waiting'
import { openDesk } from './openDesk'
import type { Tablet } from './tablet'

export async function openTablet(parts: TabletParts): Promise<Tablet> {
  const ground = await openGround(parts)
  const { device, unlocked, ledger, reference, notes, life } = ground
  const connection = await openConnection(ground)
  const { sync, receipts } = connection
  const cases = new Cases(device.device, reference.guides, ledger)
  const clearing = clearingOf(ground, cases, connection)
  await hearDistrict(ground, cases, connection)
  const post = postAt(device.site.code, unlocked.person.role)
  const work = casework(await openDesk(ground, post, cases, connection))
  const homes = new Homes(ground.databases.notesOfPeople)
  const isRead = ref(false)
  const read = async () => {
    await hearSite(ground, cases, receipts, clearing)
    noteWaiting(receipts.waiting, notes, life)
    await homes.tidy(cases.all, addressesNeeded(cases))
    isRead.value = true
    connect(sync, life.signal)
  }
  return asSeen(ground, connection, { cases, clearing, post, work, homes, isRead, read })
}

function clearingOf(ground: Ground, cases: Cases, connection: Connection): Clearing {
  const { device, databases, clock, unread, life } = ground
  const { site, papers, notesOfPeople } = databases
  const local = { site, papers, notes: notesOfPeople, clock: clock.clock, unread, failed: life.failed }
  return new Clearing(device.device, { ...connection, ...local, cases })
}

function asSeen(
  ground: Ground,
  connection: Connection,
  done: Pick<Tablet, 'cases' | 'clearing' | 'post' | 'work' | 'homes' | 'isRead' | 'read'>,
): Tablet {
  const { device, people, unlocked, databases, clock, reference, verifier, unread, life } = ground
  return {
    ...connection,
    ...done,
    device,
    person: unlocked.person,
    people,
    admit: (another, pin) => people.admit(another, pin, unlocked.key),
    nameOf: (name) => nameOf(name, people.known.value),
    drafts: new Drafts(databases.notesOfPeople, life.failed),
    thrownForms: new ThrownForms(databases.notesOfPeople),
    atHub: new AtHub(new HubApi({ heardTime: (time) => clock.hear(time) }), () => clock.clock.now().ms),
    clock: clock.clock,
    guides: reference.guides,
    district: reference.district,
    verifier,
    unread,
    siteName: (code) => reference.siteName(code),
    dayAfter: (day, workingDays) => dueOn(reference.calendars, day, workingDays),
    daysLeft: (day) => workingDaysLeft(reference.calendars, clock.today.date, day),
    workingDays: (guide) => reference.workingDays(guide),
    today: clock.today,
    confirmDate: () => clock.confirm(),
  }
}
