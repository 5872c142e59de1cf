/** The people a case is about, and what they declare. */

export type Spouse = 'husband' | 'wife'

export type Whom = string // husband, wife, couple, child-1 …

export const SPOUSES: readonly Spouse[] = ['husband', 'wife']

export function isSpouse(whom: Whom): whom is Spouse {
  return whom === 'husband' || whom === 'wife'
}

export interface Place {
  area: string // six digits; `510000` for a whole province
  address: string
}

export type Remarried = 'none' | 'divorce' | 'death'

export interface Person {
  name: string
  idNo: string
  hukou: Place
  residence: Place
  remarriedAfter: Remarried
}

/** A person as far as a certificate is found by them. */
export type Named = Pick<Person, 'name' | 'idNo'>

export interface Child {
  name: string
  bornOn: string
  sex: 'male' | 'female'
}

/** What a couple declares: all that a guide's questions can ask. */
export interface Couple {
  husband: Person
  wife: Person
  sameBooklet: boolean
  children: Child[]
  reason: '' | 'policy' | 'sick-child'
  opinionFrom: '' | 'committee' | 'employer'
}
