/** What was taken down of a couple wrongly: what changes, what the guide asks then, and what takes a new case. */
import { papersOfOthers } from '../casework/amending'
import { mayUntick } from '../casework/intake'
import type { Case } from '../domain/case'
import { changesNothingAsked } from '../domain/caseGuards'
import { inOrder } from '../domain/fold'
import type { Guide, Question } from '../domain/guides'
import type { Folded } from '../domain/orders'
import {
  type Child,
  type Couple,
  isSpouse,
  type Place,
  SPOUSES,
  type Spouse,
  type Whom,
} from '../domain/people'
import { declaredFacts, requirements } from '../domain/rules'
import { say, t } from '../i18n'
import { province } from '../i18n/provinces'

export interface Change {
  name: string
  was: string
  becomes: string
}

/** Why a change cannot be taken down in the case that is open; empty when it can. */
export type NewCase = 'accepted' | 'others' | 'child' | ''

const AFTER_WHICH_IT_IS_OLD = ['declaration', 'materials', 'notice', 'visit']
const FIELDS = ['name', 'idNo', 'hukou', 'residence'] as const

export function changesOf(before: Couple, after: Couple, { questions }: Guide): Change[] {
  const fields = SPOUSES.flatMap((spouse) =>
    FIELDS.map((field) => ({
      name: `${t(`common.${spouse}`)} · ${t(`couple.${field}`)}`,
      was: sayField(before, spouse, field),
      becomes: sayField(after, spouse, field),
    })),
  )
  const answers = questions.flatMap((question) =>
    question.for.map((whom) => ({
      name: isSpouse(whom) ? `${t(`common.${whom}`)} · ${say(question)}` : say(question),
      was: sayAnswer(before, question, whom),
      becomes: sayAnswer(after, question, whom),
    })),
  )
  return [...fields, ...answers].filter(({ was, becomes }) => was !== becomes)
}

/**
 * After acceptance nothing changes that is asked (R39), nor who a child is; two new numbers are two other people. Where
 * a notice says what was shown of a child, it stands (R01): another one is not put in its place.
 */
export function needsNewCase(found: Case, after: Couple): NewCase {
  if (found.acceptedAt && !changesNothingAsked(found, after)) return 'accepted'
  if (SPOUSES.every((spouse) => found[spouse].idNo !== after[spouse].idNo)) return 'others'
  return papersOfOthers(found, after).every((key) => mayUntick(found, key)) ? '' : 'child'
}

/** Keys of the papers that are asked of the one and not of the other. */
export function listChange(
  guide: Guide,
  before: Couple,
  after: Couple,
): { added: string[]; dropped: string[] } {
  const [was, is] = [before, after].map((couple) =>
    requirements(guide, declaredFacts(couple)).map(({ key }) => key),
  ) as [string[], string[]]
  return { added: is.filter((key) => !was.includes(key)), dropped: was.filter((key) => !is.includes(key)) }
}

/** What they had declared before, when they declared anew and nothing was looked at since. */
export function justAmended({ declarations }: Case, records: readonly Folded[]): Couple | undefined {
  const last = inOrder(records).findLast(({ type }) => AFTER_WHICH_IT_IS_OLD.includes(type))
  const now = declarations.find(({ id, replaces }) => id === last?._id && replaces.length)
  return now && declarations.findLast(({ id }) => now.replaces.includes(id))?.declared
}

function sayField(couple: Couple, spouse: Spouse, field: (typeof FIELDS)[number]): string {
  const value = couple[spouse][field]
  return typeof value === 'string' ? value : sayPlace(value)
}

function sayPlace({ area, address }: Place): string {
  return `${say(province(area))} ${address}`
}

function sayAnswer(couple: Couple, { key, options }: Question, whom: Whom): string {
  if (key === 'children') return sayChildren(couple.children)
  const given = isSpouse(whom) ? couple[whom].remarriedAfter : couple[key as 'reason']
  const option = options.find(({ code }) => code === given)
  return option ? say(option) : '–'
}

function sayChildren(children: readonly Child[]): string {
  const each = children.map(
    ({ name, bornOn, sex }) => `${name} ${bornOn} ${t(sex === 'male' ? 'children.male' : 'children.female')}`,
  )
  return each.join(t('common.listComma')) || t('amend.noChildren')
}
