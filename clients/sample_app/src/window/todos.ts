/** What the office itself has still to do, case by case. Nothing of it is asked of the couple. */

import { inForce } from '../casework/certificates'
import { askedOf, wishesLeft } from '../casework/wished'
import type { Case } from '../domain/case'
import { OVERTAKEN } from '../domain/caseEffects'
import { openDuplicates } from '../domain/duplicates'
import { isSpouse, SPOUSES, type Spouse } from '../domain/people'
import type { Post } from '../domain/roles'
import { shanghaiDate } from '../domain/shanghai'
import type { Cases, Task } from '../known/cases'
import { latest, toReplace } from './afterIssue'
import { disputed } from './disputes'
import { awaited, isOfTheCity, isToBeVerified, lastLookUp } from './grounds'
import type { ScreenName } from './route'
import type { Step } from './steps'
import { isToBeLookedAt, waitsSince } from './uploads'
import { untoldVoids } from './voided'
import { liesElsewhere } from './whereabouts'

export type TodoKind =
  | 'overdue'
  | 'due-soon'
  | 'confirm'
  | 'keep'
  | 'duplicate'
  | 'sign'
  | 'pledge'
  | 'ask-office'
  | 'opinion'
  | 'proof'
  | 'children'
  | 'second-person'
  | 'online'
  | 'void-notice'
  | 'reissue'
  | 'mail'
  | 'fetch'
  | 'look-up'
  | 'wished'
  | 'wish-none'
  | 'wish-waits'

export interface Todo {
  key: string
  kind: TodoKind
  caseId: string
  name: string
  dueOn: string // empty where no day is set
  late: boolean // the hub has warned of it
  fromDistrict: boolean
  waits: boolean // for somebody else: nobody at this desk has to do anything
  step: Step // where it is done, or as near to that as there is a screen
}

type Known = Pick<Cases, 'all' | 'tasks' | 'recordsOf' | 'wishes' | 'wishesOver'>

/** Whose desk it is, and its calendar. */
export interface Office {
  post: Post
  /** So many working days after a day; empty where the calendar is not known. */
  dayAfter(day: string, workingDays: number): string
}

const WINDOW: Office = { post: 'clerk', dayAfter: () => '' }
const ONLINE_DAYS = 1 // working days to accept what came online, or to say what is missing
const UNFINISHED = ['accepted', 'in-review', 'granted']
const OVER = ['refused', 'withdrawn', 'abandoned']
const WAITING: readonly TodoKind[] = ['second-person', 'look-up', 'duplicate', 'wish-waits']

/** The screen that does it, by kind; of the others their case is shown. */
const DONE_ON: Partial<Record<TodoKind, ScreenName>> = {
  online: 'materials',
  confirm: 'confirm',
  keep: 'duplicate',
  duplicate: 'papers',
  sign: 'pledge',
  pledge: 'verify-pledge',
  'ask-office': 'ask-office',
  opinion: 'opinion',
  proof: 'prove-status',
  children: 'prove-children',
  'void-notice': 'papers',
  reissue: 'case',
  mail: 'delivery',
  wished: 'wished',
  fetch: 'delivery',
}

/** What presses comes first. */
const ORDER: readonly TodoKind[] = [
  'overdue',
  'due-soon',
  'confirm',
  'keep',
  'online',
  'void-notice',
  'wished',
  'wish-none',
  'reissue',
  'mail',
  'fetch',
  'opinion',
  'pledge',
  'ask-office',
  'proof',
  'children',
  'sign',
  'duplicate',
  'second-person',
  'look-up',
  'wish-waits',
]

/** How many there are of each kind, the pressing first; kinds without any are left out. */
export function countsOf(todos: readonly Todo[]): { kind: TodoKind; n: number }[] {
  return ORDER.map((kind) => ({ kind, n: todos.filter((todo) => todo.kind === kind).length })).filter(
    ({ n }) => n,
  )
}

/** What a township's desk has to do is at a window what waits for it. */
export function todosOf(cases: Known, office = WINDOW): Todo[] {
  const place = ({ kind, dueOn }: Todo) => `${String(ORDER.indexOf(kind)).padStart(2, '0')} ${dueOn || '9'}`
  const asked = [...cases.tasks.values()]
  return [...cases.all.values()]
    .flatMap((found) => [
      ...todosOfCase(found, asked, office.post),
      ...online(found, cases, office),
      ...untold(found, cases),
      ...wished(found, cases),
    ])
    .concat(wishes(cases))
    .sort((left, right) => (place(left) < place(right) ? -1 : Number(place(left) > place(right))))
}

export function todosOfCase(found: Case, tasks: readonly Task[], post: Post = 'clerk'): Todo[] {
  if (OVER.includes(found.state)) return []
  return [
    ...promise(found),
    ...duplicates(found, post),
    ...pledges(found, tasks),
    ...disputes(found, post),
    ...inquiries(found, tasks),
    ...papers(found),
    ...lookUps(found),
    ...afterwards(found),
  ]
}

/** Whether somebody of the office, or of another, has still something to do in a case. */
export function hasTodos(found: Case, cases: Known): boolean {
  const others = [...untold(found, cases), ...wished(found, cases)]
  return todosOfCase(found, [...cases.tasks.values()]).length + others.length > 0
}

/** They lost it, and said so at another office. */
function wished(found: Case, cases: Known): Todo[] {
  return askedOf(found, cases).map((task) =>
    todo(found, 'wished', task.wish ?? '', { ...asked(task), key: task._id }),
  )
}

/** They lost what another office issued, and said so here. */
function wishes(cases: Known): Todo[] {
  return wishesLeft(cases).map(({ wish: { _id, husband, wife }, state }) => {
    const kind = state === 'none' ? 'wish-none' : 'wish-waits'
    const task = state === 'none' ? cases.tasks.get(`task:no-certificate:${_id}`) : undefined
    const name = `${husband.name} / ${wife.name}`
    const about = { key: _id, kind, caseId: _id, name, waits: !task, step: { screen: 'wished' } } as const
    return { dueOn: '', late: false, fromDistrict: false, ...about, ...asked(task) }
  })
}

/** The couple do not know yet that their certificate is void. */
function untold(found: Case, cases: Pick<Cases, 'recordsOf'>): Todo[] {
  if (found.certificates.every((one) => !one.void)) return []
  return untoldVoids(found, cases.recordsOf(found.id)).map(({ of }) => todo(found, 'void-notice', of, {}))
}

/** Nobody stands at the window who would remind of it: it has its day, and an acceptance has its own. */
function online(found: Case, cases: Pick<Cases, 'recordsOf'>, { dayAfter }: Office): Todo[] {
  if (!isToBeLookedAt(found)) return []
  if (found.state !== 'draft') return [todo(found, 'online', '', { step: { screen: 'issue' } })]
  const since = shanghaiDate(waitsSince(found, cases.recordsOf(found.id)))
  return [todo(found, 'online', '', { dueOn: dayAfter(since, ONLINE_DAYS) })]
}

/** What was reported lost or wrong and has no successor yet, and what is printed and to be mailed or fetched. */
function afterwards(found: Case): Todo[] {
  const certificate = inForce(found)
  const isToFollow = certificate || latest(found)?.void === OVERTAKEN // of others a void notice is work, and says more
  if (isToFollow && toReplace(found)) return [todo(found, 'reissue', '', {})]
  if (!certificate?.printed || certificate.handedOver) return []
  const isMailed = found.delivery === 'mail'
  if (!liesElsewhere(found)) return isMailed ? [todo(found, 'mail', '', {})] : []
  return isMailed ? [] : [todo(found, 'fetch', '', {})] // whoever has the sheet sends it
}

function promise(found: Case): Todo[] {
  if (!UNFINISHED.includes(found.state)) return []
  const warned = found.warnings.map(({ kind }) => kind)
  const kind = (['overdue', 'due-soon'] as const).find((one) => warned.includes(one))
  return kind ? [todo(found, kind, '', { dueOn: found.dueOn, late: kind === 'overdue' })] : []
}

/** The township says which stays. */
function duplicates(found: Case, post: Post): Todo[] {
  const kind = post === 'township' ? 'keep' : 'duplicate'
  return openDuplicates(found).map(({ id }) => todo(found, kind, id, {}))
}

/** Called false by one person: the township's second person looks. */
function disputes(found: Case, post: Post): Todo[] {
  const theirs = disputed(found)
  if (post === 'township')
    return theirs.map(({ id, spouse }) => todo(found, 'confirm', id, { name: found[spouse].name }))
  return SPOUSES.filter((one) => theirs.some(({ spouse }) => spouse === one)).map((spouse) =>
    todo(found, 'second-person', spouse, {}),
  )
}

/** Those to be verified. */
function pledges(found: Case, tasks: readonly Task[]): Todo[] {
  return [...new Set(found.pledges.map(({ spouse }) => spouse))].flatMap((spouse) => {
    const open = found.pledges.find((one) => one.spouse === spouse && isToBeVerified(one))
    if (!open) return []
    const late = found.warnings.some((warning) => warning.id.endsWith(`:${open.id}`))
    return [todo(found, 'pledge', spouse, { late, ...asked(tasks.find(({ pledge }) => pledge === open.id)) })]
  })
}

/** What is looked up does not fit, and no other office has been asked about it yet. */
function inquiries(found: Case, tasks: readonly Task[]): Todo[] {
  return SPOUSES.filter(
    (spouse) => isOfTheCity(found, spouse) && awaited(found, spouse) === 'ask-office',
  ).map((spouse) => {
    const task = tasks.find(({ lookup }) => lookup === lastLookUp(found, spouse)?.id)
    return todo(found, 'ask-office', spouse, { ...asked(task), fromDistrict: false })
  })
}

/** Opinions, and those proofs of which nothing else stands in the way but a pledge that was never signed. */
function papers(found: Case): Todo[] {
  if (!found.acceptedAt) return []
  const open = found.homework.filter(({ blocking, done, by }) => blocking && (!done || isSpoiled(found, by)))
  return open.flatMap(({ by }) => {
    const [type = '', whom = ''] = by.split(':')
    if (type === 'opinion') return [todo(found, 'opinion', '', {})]
    if (!isSpouse(whom)) {
      const isKnown = SPOUSES.some((spouse) => awaited(found, spouse) === '')
      return isKnown ? [todo(found, 'children', '', {})] : []
    }
    const kind = ({ '': 'proof', sign: 'sign' } as Partial<Record<string, TodoKind>>)[awaited(found, whom)]
    return kind ? [todo(found, kind, whom, {})] : []
  })
}

/** Whether all sheets of a proof that were numbered were spoiled. */
function isSpoiled({ proofs, spoiled }: Case, by: string): boolean {
  const numbers = proofs.filter(({ kind, whom, certNo }) => certNo && `${kind}:${whom}` === by)
  return numbers.length > 0 && numbers.every(({ certNo }) => spoiled.some((sheet) => sheet.certNo === certNo))
}

/** The system makes these by itself; the clerk sees that they wait. */
function lookUps(found: Case): Todo[] {
  return SPOUSES.filter((spouse) => waitsForLookUp(found, spouse)).map((spouse) => {
    const late = found.warnings.some(({ id, kind }) => kind === 'look-up-late' && id.endsWith(`:${spouse}`))
    return todo(found, 'look-up', spouse, { late })
  })
}

function waitsForLookUp(found: Case, spouse: Spouse): boolean {
  const { homework, acceptedAt, issuedAt, opinionFrom } = found
  if (!isOfTheCity(found, spouse) || awaited(found, spouse) !== 'look-up') return false
  const needing = [`status-proof:${spouse}`, 'children-proof:couple']
  if (opinionFrom !== 'employer') needing.push('opinion:couple')
  return homework.some(
    ({ by, blocking, done }) => needing.includes(by) && !done && (blocking ? acceptedAt : issuedAt) !== '',
  )
}

/** By when the hub wants it, where it has asked. */
function asked(task: Task | undefined): Partial<Todo> {
  return task ? { dueOn: task.dueOn, fromDistrict: true } : {}
}

/** What it is about: a spouse, or, to tell it from another of the couple's, any other name. */
function todo(found: Case, kind: TodoKind, about: string, more: Partial<Todo>): Todo {
  const { id, husband, wife } = found
  return {
    key: `${id} ${kind} ${about}`,
    kind,
    caseId: id,
    name: isSpouse(about) ? found[about].name : `${husband.name} / ${wife.name}`,
    dueOn: UNFINISHED.includes(found.state) ? found.dueOn : '',
    late: false,
    fromDistrict: false,
    waits: WAITING.includes(kind),
    step: { screen: DONE_ON[kind] ?? (found.issuedAt ? 'issue' : 'accepted'), detail: about },
    ...more,
  }
}
