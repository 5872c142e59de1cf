/** What the office itself has still to do, case by case. Nothing of it is asked of the couple. */
import type { Cases, Task } from '../cases'
import type { Case } from '../domain/case'
import { OVERTAKEN } from '../domain/caseEffects'
import { isSpouse, SPOUSES, type Spouse } from '../domain/people'
import type { ScreenName } from './route'
import type { Step } from './steps'

export type TodoKind =
  | 'overdue'
  | 'due-soon'
  | 'duplicate'
  | 'pledge'
  | 'ask-office'
  | 'opinion'
  | 'proof'
  | 'look-up'

export interface Todo {
  key: string
  kind: TodoKind
  caseId: string
  name: string
  dueOn: string // empty where no day is set
  late: boolean // the hub has warned of it
  fromDistrict: boolean
  step: Step // where it is done, or as near to that as there is a screen
}

const CITY = '50' // what the population system knows; other places' residents pledge instead (R04)
const UNFINISHED = ['accepted', 'in-review', 'granted']
const OVER = ['refused', 'withdrawn', 'abandoned']
const PLEDGE_OPEN = ['unverified', 'verifying']

/** The screen that does it, by kind; of the others their case is shown. */
const DONE_ON: Partial<Record<TodoKind, ScreenName>> = { duplicate: 'papers' }

/** What presses comes first. */
const ORDER: readonly TodoKind[] = [
  'overdue',
  'due-soon',
  'duplicate',
  'pledge',
  'ask-office',
  'opinion',
  'proof',
  'look-up',
]

/** How many there are of each kind, the pressing first; kinds without any are left out. */
export function countsOf(todos: readonly Todo[]): { kind: TodoKind; n: number }[] {
  return ORDER.map((kind) => ({ kind, n: todos.filter((todo) => todo.kind === kind).length })).filter(
    ({ n }) => n,
  )
}

export function todosOf({ all, tasks }: Cases): Todo[] {
  const place = ({ kind, dueOn }: Todo) => `${ORDER.indexOf(kind)} ${dueOn || '9'}`
  const asked = [...tasks.values()]
  return [...all.values()]
    .flatMap((found) => todosOfCase(found, asked))
    .sort((left, right) => (place(left) < place(right) ? -1 : Number(place(left) > place(right))))
}

export function todosOfCase(found: Case, tasks: readonly Task[]): Todo[] {
  if (OVER.includes(found.state)) return []
  return [
    ...promise(found),
    ...duplicates(found),
    ...pledges(found, tasks),
    ...inquiries(found, tasks),
    ...papers(found),
    ...lookUps(found),
  ]
}

function promise(found: Case): Todo[] {
  if (!UNFINISHED.includes(found.state)) return []
  const warned = found.warnings.map(({ kind }) => kind)
  const kind = (['overdue', 'due-soon'] as const).find((one) => warned.includes(one))
  return kind ? [todo(found, kind, '', { dueOn: found.dueOn, late: kind === 'overdue' })] : []
}

/** The later of two certificates, until the township has said which stays. What became of one in another case the
 * hub tells by an order. */
function duplicates(found: Case): Todo[] {
  const fallen = found.certificates.filter((one) => one.void).map(({ certNo }) => certNo)
  const inForce = found.certificates
    .filter((one) => ['', OVERTAKEN].includes(one.void))
    .map(({ certNo }) => certNo)
  return found.duplicates
    .filter(({ certNo, keep }) => certNo !== keep && inForce.includes(certNo) && !fallen.includes(keep))
    .map(({ id }) => todo(found, 'duplicate', id, {}))
}

function pledges(found: Case, tasks: readonly Task[]): Todo[] {
  return found.pledges
    .filter(({ status }) => PLEDGE_OPEN.includes(status))
    .map(({ id, spouse }) => {
      const late = found.warnings.some((warning) => warning.id.endsWith(`:${id}`))
      return todo(found, 'pledge', spouse, { late, ...asked(tasks.find(({ pledge }) => pledge === id)) })
    })
}

/** What was looked up does not fit, and no other office has been asked about it yet. */
function inquiries(found: Case, tasks: readonly Task[]): Todo[] {
  return found.lookups
    .filter(({ result, inquiries }) => result !== 'consistent' && !inquiries.length)
    .map(({ id, spouse }) => {
      const task = tasks.find(({ lookup }) => lookup === id)
      return todo(found, 'ask-office', spouse, { ...asked(task), fromDistrict: false })
    })
}

/** Opinions, and those proofs of which nothing else stands in the way. */
function papers(found: Case): Todo[] {
  if (!found.acceptedAt) return []
  const open = found.homework.filter(({ blocking, done }) => blocking && !done)
  return open.flatMap(({ key, by }) => {
    const [type = '', whom = ''] = by.split(':')
    if (type === 'opinion') return [todo(found, 'opinion', key, {})]
    const spouses = isSpouse(whom) ? [whom] : SPOUSES
    return spouses.some((spouse) => isKnown(found, spouse))
      ? [todo(found, 'proof', isSpouse(whom) ? whom : key, {})]
      : []
  })
}

function isKnown({ lookups, pledges }: Case, spouse: Spouse): boolean {
  return (
    lookups.some((one) => one.spouse === spouse && one.result === 'consistent') ||
    pledges.some((one) => one.spouse === spouse && one.status === 'consistent')
  )
}

/** The system makes these by itself; the clerk sees that they wait. */
function lookUps(found: Case): Todo[] {
  return SPOUSES.filter((spouse) => waitsForLookUp(found, spouse)).map((spouse) => {
    const late = found.warnings.some(({ id, kind }) => kind === 'look-up-late' && id.endsWith(`:${spouse}`))
    return todo(found, 'look-up', spouse, { late })
  })
}

function waitsForLookUp(found: Case, spouse: Spouse): boolean {
  const { homework, lookups, acceptedAt, issuedAt, opinionFrom } = found
  if (!found[spouse].hukou.area.startsWith(CITY) || lookups.some((one) => one.spouse === spouse)) return false
  const needing = [`status-proof:${spouse}`, 'children-proof:couple']
  if (opinionFrom !== 'employer') needing.push('opinion:couple')
  return homework.some(
    ({ by, blocking, done }) => needing.includes(by) && !done && (blocking ? acceptedAt : issuedAt) !== '',
  )
}

function asked(task: Task | undefined): Pick<Todo, 'dueOn' | 'fromDistrict'> {
  return { dueOn: task?.dueOn ?? '', fromDistrict: task !== undefined }
}

/** `about` is a spouse, or tells apart what concerns both. */
function todo(found: Case, kind: TodoKind, about: string, more: Partial<Todo>): Todo {
  const { id, husband, wife } = found
  const name = isSpouse(about) ? found[about].name : `${husband.name} / ${wife.name}`
  const key = `${id} ${kind} ${about}`
  const screen = DONE_ON[kind] ?? (found.issuedAt ? 'issue' : 'accepted')
  const step = { screen, detail: about }
  return { key, kind, caseId: id, name, dueOn: '', late: false, fromDistrict: false, step, ...more }
}
