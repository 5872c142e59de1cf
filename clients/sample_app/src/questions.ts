/** What a guide asks of a couple, and whether they have answered: the guide alone says what is asked. */
import type { CoupleForm } from './coupleForm'
import { type Child, isSpouse, type Question, type Remarried, SPOUSES, type Whom } from './domain/types'

type Answer = string | boolean
type OfCouple = 'sameBooklet' | 'reason' | 'opinionFrom'

export interface ChildForm {
  name: string
  bornOn: string
  sex: Child['sex'] | ''
}

export function emptyChild(): ChildForm {
  return { name: '', bornOn: '', sex: '' }
}

/** What was answered about one of them, or about both; undefined as long as nothing was. */
export function answerOf(form: CoupleForm, { key }: Question, whom: Whom): Answer | undefined {
  const given = isSpouse(whom) ? form[whom].remarriedAfter : form[key as OfCouple]
  return given === '' || given === null ? undefined : given
}

export function answer(form: CoupleForm, { key }: Question, whom: Whom, given: Answer): void {
  if (isSpouse(whom)) form[whom].remarriedAfter = given as Remarried
  else Object.assign(form, { [key]: given })
}

export function isAnswered(form: CoupleForm, question: Question): boolean {
  if (question.key === 'remarriedAfter') return SPOUSES.every((spouse) => form[spouse].remarriedAfter !== '')
  if (question.key !== 'children') return answerOf(form, question, 'couple') !== undefined
  const { least = 0, most = Number.POSITIVE_INFINITY } = question
  const count = form.children.length
  return least <= count && count <= most && form.children.every(isChild)
}

function isChild(child: ChildForm): child is Child {
  return child.name.trim() !== '' && child.bornOn !== '' && child.sex !== ''
}

/** The children of a form in which that question is answered. */
export function childrenOf({ children }: CoupleForm): Child[] {
  return children.filter(isChild).map((child) => ({ ...child, name: child.name.trim() }))
}
