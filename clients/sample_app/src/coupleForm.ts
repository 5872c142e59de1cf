/** The form of the couple: what is asked, and how many answers are still to be given. */
import { isOutside, provinceName } from './domain/areas'
import { readIdNumber } from './domain/idNumber'
import type { Couple } from './domain/rules'
import { type Person, type Place, type Remarried, SPOUSES } from './domain/types'

export const COUPLE_DRAFT = 'couple'

export interface PersonForm {
  name: string
  idNo: string
  hukou: Place
  residence: Place
  remarriedAfter: Remarried | ''
}

export interface CoupleForm {
  husband: PersonForm
  wife: PersonForm
  sameBooklet: boolean | null
}

export function emptyCouple(): CoupleForm {
  return { husband: emptyPerson(), wife: emptyPerson(), sameBooklet: null }
}

function emptyPerson(): PersonForm {
  return {
    name: '',
    idNo: '',
    hukou: { area: '', address: '' },
    residence: { area: '', address: '' },
    remarriedAfter: '',
  }
}

/** Upper-case X, no spaces: as people type it and cards print it. */
export function tidyIdNumber(text: string): string {
  return text.replace(/\s/g, '').toUpperCase()
}

/** How many fields of the couple screen are empty or wrong. */
export function leftToFill(form: CoupleForm): number {
  return SPOUSES.flatMap((spouse) => {
    const { name, idNo, hukou, residence } = form[spouse]
    return [name.trim() !== '', readIdNumber(idNo).fault === '', isPlace(hukou), isPlace(residence)]
  }).filter((filled) => !filled).length
}

function isPlace({ area, address }: Place): boolean {
  return area !== '' && address.trim() !== '' && (!isOutside(area) || provinceName(area) !== '')
}

/** The couple once everything is answered; undefined before. */
export function completed(form: CoupleForm): Couple | undefined {
  const { sameBooklet } = form
  const husband = completedPerson(form.husband)
  const wife = completedPerson(form.wife)
  if (leftToFill(form) || sameBooklet === null || !husband || !wife) return undefined
  return { husband, wife, sameBooklet }
}

function completedPerson(form: PersonForm): Person | undefined {
  const { name, idNo, hukou, residence, remarriedAfter } = form
  if (!remarriedAfter) return undefined
  return { name: name.trim(), idNo, hukou: tidy(hukou), residence: tidy(residence), remarriedAfter }
}

function tidy({ area, address }: Place): Place {
  return { area, address: address.trim() }
}
