/** What of the dashboard is for whom: the hub would refuse the rest. */
import { computed } from 'vue'
import { signedIn } from '../session'

const DESKS = ['administrator', 'township']
const OVERSIGHT = [...DESKS, 'auditor']

const READERS = {
  league: [...OVERSIGHT, 'reporter'],
  rectification: [...OVERSIGHT, 'reporter'],
  violations: [...OVERSIGHT, 'reporter'],
  duplicates: [...OVERSIGHT, 'reporter'],
  complaints: OVERSIGHT,
}

export type Section = keyof typeof READERS

const role = computed(() => signedIn.value?.person.role ?? '')

export function maySee(section: Section): boolean {
  return READERS[section].includes(role.value)
}
