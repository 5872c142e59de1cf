/** The pages of the desk in the order of the work, and the posts that each is of use to. */
import type { Component } from 'vue'
import ComplaintsPage from './complaints/ComplaintsPage.vue'
import DevicesPage from './devices/DevicesPage.vue'
import InspectionsPage from './inspections/InspectionsPage.vue'
import { DESKS, READERS } from './posts'
import PublicityPage from './publicity/PublicityPage.vue'

interface Page {
  component: Component
  posts: readonly string[]
}

export const PAGES = {
  devices: { component: DevicesPage, posts: [...DESKS, 'auditor'] },
  complaints: { component: ComplaintsPage, posts: [...DESKS, 'auditor'] },
  publicity: { component: PublicityPage, posts: READERS },
  inspections: { component: InspectionsPage, posts: [...DESKS, 'auditor'] },
} satisfies Record<string, Page>

export type PageName = keyof typeof PAGES

export function pagesFor(post: string): PageName[] {
  const names = Object.keys(PAGES) as PageName[]
  return names.filter((name) => PAGES[name].posts.includes(post))
}
