/** An open tablet, as the screens see it. */
import { type InjectionKey, inject, type Ref } from 'vue'
import type { Casework } from './casework/casework'
import type { Clearing } from './clearing'
import type { Guide, Text } from './domain/guides'
import type { Post } from './domain/roles'
import type { AtHub } from './hub/atHub'
import type { Connection } from './hub/connection'
import type { Cases } from './known/cases'
import type { District } from './known/reference'
import type { Verifier } from './known/verifier'
import type { Clock } from './local/clock'
import type { Device } from './local/device'
import type { Drafts } from './local/draft'
import type { Unread } from './local/following'
import type { Homes } from './local/homes'
import type { Today } from './local/keptClock'
import type { People, Person } from './local/people'
import type { ThrownForms } from './local/thrown'

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
  /** Where letters go. */
  homes: Homes
  /** All that is stored of cases is known; whatever is to be written before waits. */
  isRead: Readonly<Ref<boolean>>
  /** Read what is stored of cases, once; then the hub is sought. */
  read(): Promise<void>
  cases: Cases
  /** What takes cases that are over from this tablet, and fetches them again. */
  clearing: Clearing
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
  /** So many working days after a day; empty where a calendar is not known. */
  dayAfter(day: string, workingDays: number): string
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
