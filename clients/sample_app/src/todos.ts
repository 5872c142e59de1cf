/** What is left to do when the couple has gone: pledges to verify, and what the district asks. */
import type { Cases, Task } from './cases'

export interface Todo {
  key: string
  pledge: string
  caseId: string
  name: string
  task: Task | undefined
}

export function todosOf(cases: Cases): Todo[] {
  const tasks = [...cases.tasks.values()]
  return [...cases.all.values()].flatMap((found) =>
    found.pledges
      .filter(({ status }) => status === 'unverified')
      .map(({ id, spouse }) => ({
        key: id,
        pledge: id,
        caseId: found.id,
        name: found[spouse].name,
        task: tasks.find(({ pledge }) => pledge === id),
      })),
  )
}
