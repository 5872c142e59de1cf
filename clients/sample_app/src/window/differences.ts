/** Where what is said of a spouse is not what the couple declared, or not what the office found out. */
import type { Case } from '../domain/case'
import type { Guide } from '../domain/guides'
import { SPOUSES, type Spouse } from '../domain/people'
import { t } from '../i18n'
import type { Grounds } from './grounds'
import { sayMarital, writtenMarital } from './marital'

/** A marriage by its code or as a paper writes it. */
export interface Said {
  marital: string
  children: number
}

/** How a marriage that was declared may be called; the first is the whole of it. */
const DECLARED_AS = {
  none: ['first-marriage'],
  divorce: ['remarried-after-divorce', 'remarried'],
  death: ['remarried-after-death', 'remarried'],
} as const

/** Children count only where the guide asks for them. */
function fitsDeclared(found: Case, guide: Guide, spouse: Spouse, { marital, children }: Said): boolean {
  const codes: readonly string[] = DECLARED_AS[found[spouse].remarriedAfter]
  const isSoMarried = codes.some((code) => writtenMarital(code) === writtenMarital(marital))
  return isSoMarried && !(asksChildren(guide) && hasOtherChildren(found, children))
}

/** A couple declares the children of both; of one who married again some may be the other's alone. */
function hasOtherChildren(found: Case, children: number): boolean {
  const declared = found.children.length
  const isAnyAgain = SPOUSES.some((spouse) => found[spouse].remarriedAfter !== 'none')
  return isAnyAgain ? children > declared : children !== declared
}

function asksChildren({ questions }: Guide): boolean {
  return questions.some(({ key }) => key === 'children')
}

function isAsFound(said: Said, grounds: Said): boolean {
  return (
    writtenMarital(said.marital) === writtenMarital(grounds.marital) && said.children === grounds.children
  )
}

export function sayDeclaredOtherwise(found: Case, guide: Guide, spouse: Spouse, said: Said): string {
  if (fitsDeclared(found, guide, spouse, said)) return ''
  const marital = sayMarital(DECLARED_AS[found[spouse].remarriedAfter][0])
  const n = found.children.length
  return t(asksChildren(guide) ? 'differs.declared' : 'differs.declaredMarital', { marital, n })
}

/** Each difference of a proof, in words; none where it says what was found out and what was declared. */
export function sayDifferences(
  found: Case,
  guide: Guide,
  spouse: Spouse,
  said: Said,
  grounds: Grounds | undefined,
): string[] {
  const lines = [sayFoundOtherwise(said, grounds), sayDeclaredOtherwise(found, guide, spouse, said)]
  return lines.filter((line) => line !== '')
}

function sayFoundOtherwise(said: Said, grounds: Grounds | undefined): string {
  if (!grounds || isAsFound(said, grounds)) return ''
  const { basis, marital, children: n } = grounds
  return t(`differs.${basis}`, { marital: sayMarital(marital), n })
}
