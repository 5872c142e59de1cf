/** The pages of the desk in the order of the work, and the posts that each is of use to. */
import type { Component } from 'vue'
import CalendarPage from './calendar/CalendarPage.vue'
import ComplaintsPage from './complaints/ComplaintsPage.vue'
import DevicesPage from './devices/DevicesPage.vue'
import StoryPage from './devices/story/StoryPage.vue'
import GuidesPage from './guides/GuidesPage.vue'
import InspectionsPage from './inspections/InspectionsPage.vue'
import PeoplePage from './people/PeoplePage.vue'
import { DESKS, DISTRICT, OVERSIGHT, READERS } from './posts'
import PublicityPage from './publicity/PublicityPage.vue'
import AuditPage from './record/AuditPage.vue'
import ViolationsPage from './record/ViolationsPage.vue'
import SetUpPage from './setup/SetUpPage.vue'
import SitesPage from './sites/SitesPage.vue'

interface Page {
  component: Component
  ofOne?: Component // of what its list holds, by its `name`, which follows in the address
  posts: readonly string[]
}

export const PAGES = {
  complaints: { component: ComplaintsPage, posts: [...DESKS, 'auditor'] },
  inspections: { component: InspectionsPage, posts: [...DESKS, 'auditor'] },
  publicity: { component: PublicityPage, posts: READERS },
  devices: { component: DevicesPage, ofOne: StoryPage, posts: [...DESKS, 'auditor'] },
  people: { component: PeoplePage, posts: [...DESKS, 'auditor'] },
  sites: { component: SitesPage, posts: READERS },
  guides: { component: GuidesPage, posts: READERS },
  calendar: { component: CalendarPage, posts: OVERSIGHT },
  violations: { component: ViolationsPage, posts: READERS },
  audit: { component: AuditPage, posts: OVERSIGHT },
  setup: { component: SetUpPage, posts: [DISTRICT] },
} satisfies Record<string, Page>

export type PageName = keyof typeof PAGES

export function ofOne(page: PageName): Component | undefined {
  const { ofOne }: Page = PAGES[page]
  return ofOne
}

export function pagesFor(post: string): PageName[] {
  const names = Object.keys(PAGES) as PageName[]
  return names.filter((name) => PAGES[name].posts.includes(post))
}
