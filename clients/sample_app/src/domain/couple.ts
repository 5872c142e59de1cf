/**
 * What a couple cannot have declared: only what is wrong beyond doubt, told member by member.
 *
 * A person's sex is what the identity number says (GB 11643: odd for men); a number whose owner's sex was
 * registered anew is itself a new one. A child may be older than one of two who were married before: then it was
 * the other's. Of any other couple it is younger than both.
 */
import { provinceName } from './areas'
import { type IdFault, readIdNumber } from './idNumber'
import { same } from './logic'
import { type Place, SPOUSES, type Spouse } from './people'

/** `member` is a path in the declaration; `detail` what is wrong with an identity number. */
export interface CoupleFault<Rule extends string = string> {
  rule: Rule
  member: string
  detail: IdFault
}

type ChildRule = 'born-later' | 'older-than-parent' | 'same-child'
export type ChildFault = CoupleFault<ChildRule>

export interface DeclaredPerson {
  idNo: string
  hukou: Place
  residence: Place
  remarriedAfter: string
}

/** A couple, or a form that is to become one. */
export interface DeclaredCouple {
  husband: DeclaredPerson
  wife: DeclaredPerson
  children: readonly { name: string; bornOn: string; sex: string }[]
}

const SEX = { husband: 'male', wife: 'female' } as const

/** All there are, in a fixed order; empty when all can be. `day` (ISO date) is the one it was declared on. */
export function coupleFaults(couple: DeclaredCouple, day: string): CoupleFault[] {
  const people = SPOUSES.flatMap((spouse) => faultsOfPerson(spouse, couple[spouse], day))
  const isSame = couple.husband.idNo === couple.wife.idNo
  return [...(isSame ? [fault('same-person', 'wife/idNo')] : []), ...people, ...faultsOfChildren(couple, day)]
}

function fault<Rule extends string>(rule: Rule, member: string, detail: IdFault = ''): CoupleFault<Rule> {
  return { rule, member, detail }
}

function faultsOfPerson(spouse: Spouse, person: DeclaredPerson, day: string): CoupleFault[] {
  const places = (['hukou', 'residence'] as const).filter((place) => !provinceName(person[place].area))
  const areas = places.map((place) => fault('area', `${spouse}/${place}/area`))
  return [...faultsOfNumber(spouse, person.idNo, day), ...areas]
}

/** Of an identity number alone: one fault or none. */
export function faultsOfNumber(spouse: Spouse, idNo: string, day: string): CoupleFault[] {
  const read = readIdNumber(idNo)
  if (read.fault) return [fault('id-number', `${spouse}/idNo`, read.fault)]
  if (read.born > day) return [fault('id-number', `${spouse}/idNo`, 'birth-date')]
  return read.sex === SEX[spouse] ? [] : [fault('sex', `${spouse}/idNo`)]
}

/** Of the children alone. */
export function faultsOfChildren(couple: DeclaredCouple, day: string): ChildFault[] {
  const { children } = couple
  const since = noChildBefore(couple)
  return children.flatMap((child, n) => [
    ...faultsOfBirth(child.bornOn, since, day).map((rule) => fault(rule, `children/${n}/bornOn`)),
    ...(children.slice(0, n).some((one) => same(one, child))
      ? [fault('same-child', `children/${n}/name`)]
      : []),
  ])
}

function faultsOfBirth(bornOn: string, since: string, day: string): ChildRule[] {
  if (bornOn > day) return ['born-later']
  return bornOn <= since ? ['older-than-parent'] : []
}

/** The day after which a child of theirs was born; empty when a number does not tell. */
function noChildBefore(couple: DeclaredCouple): string {
  const [one = '', other = ''] = SPOUSES.map((spouse) => readIdNumber(couple[spouse].idNo).born).sort()
  if (!one) return ''
  return SPOUSES.some((spouse) => couple[spouse].remarriedAfter !== 'none') ? one : other
}
