/** The case that the address names, as it stands; its screens are only shown while it is here. */
import { computed } from 'vue'
import { useTablet } from '../tablet'
import { route } from './route'

export function useCase() {
  const { cases, work } = useTablet()
  const { caseId } = route
  const found = computed(() => work.standing(caseId))
  const guide = computed(() => work.guideOf(found.value))
  const records = computed(() => (found.value ? cases.recordsOf(caseId) : [])) // anew with each fact
  const acceptance = computed(() => records.value.find((record) => record.type === 'acceptance'))
  const couple = computed(() => `${found.value.husband.name} / ${found.value.wife.name}`)
  return { caseId, found, guide, records, acceptance, couple }
}
