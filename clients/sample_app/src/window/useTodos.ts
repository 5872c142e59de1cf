/** The homework of this office. What lies at a township's desk to be decided is its communities' to work on. */
import { type ComputedRef, computed } from 'vue'
import { useTablet } from '../tablet'
import { type Todo, todosOf } from './todos'

const OF_THE_TOWNSHIP: readonly Todo['kind'][] = ['confirm', 'keep', 'wished', 'wish-none', 'wish-waits'] // whoever else works on the case

export function useTodos(): ComputedRef<Todo[]> {
  const { cases, post, device, dayAfter } = useTablet()
  const isOurs = ({ kind, caseId }: Todo) =>
    OF_THE_TOWNSHIP.includes(kind) || cases.all.get(caseId)?.handledBy === device.site.code
  return computed(() => {
    const todos = todosOf(cases, { post, dayAfter })
    return post === 'township' ? todos.filter(isOurs) : todos
  })
}
