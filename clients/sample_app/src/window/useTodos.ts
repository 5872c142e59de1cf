/** The homework of this office. What lies at a township's desk to be decided is its communities' to work on. */
import { type ComputedRef, computed } from 'vue'
import { useTablet } from '../tablet'
import { type Todo, todosOf } from './todos'

export function useTodos(): ComputedRef<Todo[]> {
  const { cases, post, device } = useTablet()
  const isOurs = ({ caseId }: Todo) => cases.all.get(caseId)?.handledBy === device.site.code
  return computed(() => (post === 'township' ? todosOf(cases).filter(isOurs) : todosOf(cases)))
}
