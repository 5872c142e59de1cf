/** The form of the couple: what is asked, and how many answers are still to be given. */
import { isOutside, provinceName } from './domain/areas'
import { readIdNumber } from './domain/idNumber'
import { type Couple, type Person, type Place, type Remarried, SPOUSES } from './domain/types'
import { halfWidth } from './halfWidth'

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

/** The form of a couple taken down before, to be mended. */
export function filledWith({
  husband,
  wife,
  sameBooklet,
}: Pick<Couple, 'husband' | 'wife' | 'sameBooklet'>): CoupleForm {
  return JSON.parse(JSON.stringify({ husband, wife, sameBooklet })) as CoupleForm
}

/** Upper-case X, half-width, no spaces: as cards print it, however it is typed. */
export function tidyIdNumber(text: string): string {
  return halfWidth(text).replace(/\s/g, '').toUpperCase()
}

/** `赵明 / 周芳`, as far as they are typed. */
export function draftNames({ husband, wife }: CoupleForm): string {
  return [husband.name, wife.name].filter(Boolean).join(' / ')
}

/** One number typed for both. */
export function isSamePerson({ husband, wife }: { husband: PersonForm; wife: PersonForm }): boolean {
  return husband.idNo !== '' && husband.idNo === wife.idNo
}

/** How many fields of the couple screen are empty or wrong. */
export function leftToFill(form: CoupleForm): number {
  const filled = SPOUSES.flatMap((spouse) => {
    const { name, idNo, hukou, residence } = form[spouse]
    return [name.trim() !== '', readIdNumber(idNo).fault === '', isPlace(hukou), isPlace(residence)]
  })
  return [...filled, !isSamePerson(form)].filter((good) => !good).length
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
  return { husband, wife, sameBooklet, children: [], reason: '', opinionFrom: '' }
}

function completedPerson(form: PersonForm): Person | undefined {
  const { name, idNo, hukou, residence, remarriedAfter } = form
  if (!remarriedAfter) return undefined
  return { name: name.trim(), idNo, hukou: tidy(hukou), residence: tidy(residence), remarriedAfter }
}

function tidy({ area, address }: Place): Place {
  return { area, address: address.trim() }
}
