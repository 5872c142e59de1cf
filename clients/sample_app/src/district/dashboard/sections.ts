/** What of the dashboard is for whom: the hub would refuse the rest. */
import { computed } from 'vue'
import { signedIn } from '../session'

const DESKS = ['administrator', 'township']
const OVERSIGHT = [...DESKS, 'auditor']

const READERS: Record<string, string[]> = {
  league: [...OVERSIGHT, 'reporter'],
  rectification: [...OVERSIGHT, 'reporter'],
  violations: [...OVERSIGHT, 'reporter'],
  duplicates: [...OVERSIGHT, 'reporter'],
  complaints: OVERSIGHT,
}

const role = computed(() => signedIn.value?.person.role ?? '')

/** What has no row is for everybody. */
export function maySee(section: string): boolean {
  return READERS[section]?.includes(role.value) ?? true
}

/** By the measures that a side of a figure sums: of what is told by a list alone. */
const TOLD_BY: Record<string, string[]> = {
  complaints: [
    'complaints',
    'complaints_again',
    'complaints_answered',
    'reply_days',
    'complaints_of_demands',
    'findings_of_demands',
  ],
  duplicates: ['duplicate_pairs'],
}
const OF_NO_CASE = ['facts_late', 'facts_arrived', 'sites', 'sites_done'] // of records and of offices

/** Whether some measures are of complaints, and those are others' to see. */
export function isOfOthers(measures: string[]): boolean {
  return !maySee('complaints') && measures.some((one) => TOLD_BY.complaints?.includes(one))
}

/** Whether the cases behind some measures are for who is signed in, and are cases at all. */
export function mayList(measures: string[]): boolean {
  if (measures.some((one) => OF_NO_CASE.includes(one))) return false
  return Object.entries(TOLD_BY).every(
    ([list, told]) => maySee(list) || !measures.some((one) => told.includes(one)),
  )
}
