/** What a guide asks of a couple, and whether they have answered: the guide alone says what is asked. */

import { type ChildFault, faultsOfChildren } from '../domain/couple'
import type { Guide, Question } from '../domain/guides'
import { type Child, isSpouse, type Remarried, SPOUSES, type Whom } from '../domain/people'
import { say, t } from '../i18n'
import type { CoupleForm } from './coupleForm'

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

/** Whether it is answered, and with what can be on a day (ISO date). */
export function isAnswered(form: CoupleForm, question: Question, day: string): boolean {
  if (question.key === 'remarriedAfter') return SPOUSES.every((spouse) => form[spouse].remarriedAfter !== '')
  if (question.key !== 'children') return answerOf(form, question, 'couple') !== undefined
  const { least = 0, most = Number.POSITIVE_INFINITY } = question
  const count = form.children.length
  return least <= count && count <= most && form.children.every(isChild) && !childFaults(form, day).length
}

/** What is asked and not answered yet, whom by whom. */
function openQuestions(
  form: CoupleForm,
  { questions }: Pick<Guide, 'questions'>,
  day: string,
): { question: Question; whom: Whom }[] {
  return questions
    .flatMap((question) => question.for.map((whom) => ({ question, whom })))
    .filter(({ question, whom }) =>
      isSpouse(whom) ? answerOf(form, question, whom) === undefined : !isAnswered(form, question, day),
    )
}

/** `husband-remarried-after`, `same-booklet`: what it is called on the screen. */
export function questionName({ key }: Question, whom: Whom): string {
  const name = key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
  return isSpouse(whom) ? `${whom}-${name}` : name
}

/** The same as fields that lead to where they are asked. */
export function questionsLeft(
  form: CoupleForm,
  guide: Pick<Guide, 'questions'>,
  day: string,
): { id: string; name: string }[] {
  return openQuestions(form, guide, day).map(({ question, whom }) => ({
    id: questionName(question, whom),
    name: isSpouse(whom) ? `${t(`common.${whom}`)} · ${say(question)}` : say(question),
  }))
}

/** What cannot be of the children who are filled in; `member` is `children/0/bornOn`. */
export function childFaults(form: CoupleForm, day: string): ChildFault[] {
  return faultsOfChildren(form, day).filter(({ member }) => {
    const child = form.children[Number(member.split('/')[1])]
    return child && isChild(child)
  })
}

function isChild(child: ChildForm): child is Child {
  return child.name.trim() !== '' && child.bornOn !== '' && child.sex !== ''
}

/** The children of a form in which that question is answered. */
export function childrenOf({ children }: CoupleForm): Child[] {
  return children.filter(isChild).map((child) => ({ ...child, name: child.name.trim() }))
}
