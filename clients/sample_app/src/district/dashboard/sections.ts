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
