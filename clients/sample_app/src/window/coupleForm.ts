/** The form of the couple: what is asked, and which answers are still to be given. */
import { coupleFaults, faultsOfNumber } from '../domain/couple'
import type { Guide, Item } from '../domain/guides'
import type { Applying } from '../domain/issued'
import { type Couple, type Person, type Place, type Remarried, SPOUSES, type Spouse } from '../domain/people'
import { declaredMembers } from '../domain/rules'
import { t } from '../i18n'
import { halfWidth } from './halfWidth'
import { type ChildForm, childrenOf, isAnswered } from './questions'

export const COUPLE_DRAFT = 'couple'

export interface PersonForm {
  name: string
  idNo: string
  hukou: Place
  residence: Place
  remarriedAfter: Remarried | ''
}

/** `item` is what they have come for; `slip` and its guide are of a case that another office began. */
export interface CoupleForm {
  item: Item | ''
  slip: string
  guide: string
  husband: PersonForm
  wife: PersonForm
  sameBooklet: boolean | null
  children: ChildForm[]
  reason: Couple['reason']
  opinionFrom: Couple['opinionFrom']
}

export function emptyCouple(): CoupleForm {
  const [husband, wife] = [emptyPerson(), emptyPerson()]
  return {
    item: '',
    slip: '',
    guide: '',
    husband,
    wife,
    sameBooklet: null,
    children: [],
    reason: '',
    opinionFrom: '',
  }
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

/** They have come for an item: what another office began stays, with the people who are filled in for the same item. */
export function beginWith(form: CoupleForm, item: Item): void {
  if (form.item === item && !isBlank(form)) return
  Object.assign(form, { item, slip: '', guide: '' })
}

/** Nothing of the couple themselves is filled in. */
export function isBlank(form: CoupleForm): boolean {
  const { item, slip, guide } = form
  return JSON.stringify(form) === JSON.stringify({ ...emptyCouple(), item, slip, guide })
}

/** The form of a couple taken down before, to be mended. */
export function filledWith(found: Couple & { item: string }): CoupleForm {
  const declared = JSON.parse(JSON.stringify(declaredMembers(found))) as Couple
  return { item: found.item as Item, slip: '', guide: '', ...declared }
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

/** Who applies for what, once both numbers are good on a day (ISO date); who goes on with a case has none of another. */
export function applyingOf({ item, slip, husband, wife }: CoupleForm, day: string): Applying | undefined {
  const isGood = SPOUSES.every((spouse) => {
    const { idNo } = { husband, wife }[spouse]
    return idNo !== '' && !faultsOfNumber(spouse, idNo, day).length
  })
  if (!item || slip || !isGood) return undefined
  return { id: '', item, husband: { idNo: husband.idNo }, wife: { idNo: wife.idNo } }
}

const FIELDS = ['name', 'idNo', 'hukou', 'residence'] as const

export interface CoupleField {
  spouse: Spouse
  field: (typeof FIELDS)[number]
}

/** The fields of the couple screen that are empty or wrong on a day (ISO date), as they stand on it. */
export function fieldsLeft(form: CoupleForm, day: string): CoupleField[] {
  const wrong = coupleFaults({ ...form, children: [] }, day).map(({ member }) => fieldOf(member))
  const empty = SPOUSES.flatMap((spouse) => emptyFields(spouse, form[spouse]))
  const left = new Set([...wrong, ...empty])
  const all = SPOUSES.flatMap((spouse) => FIELDS.map((field) => ({ spouse, field })))
  return all.filter(({ spouse, field }) => left.has(`${spouse}/${field}`))
}

/** The same by their names, and where on the screen they are. */
export function namedFieldsLeft(form: CoupleForm, day: string): { id: string; name: string }[] {
  return fieldsLeft(form, day).map(({ spouse, field }) => ({
    id: `${spouse}-${field}`,
    name: t(`common.${spouse}`) + t(`left.${field}`),
  }))
}

/** `wife/hukou` of `wife/hukou/area`. */
function fieldOf(member: string): string {
  return member.split('/', 2).join('/')
}

function emptyFields(spouse: Spouse, { name, hukou, residence }: PersonForm): string[] {
  const texts = { name, hukou: hukou.address, residence: residence.address }
  const empty = Object.entries(texts).filter(([, text]) => text.trim() === '')
  return empty.map(([field]) => `${spouse}/${field}`)
}

/** The couple once all that the guide asks is answered; undefined before. What it does not ask is left empty. */
export function completed(
  form: CoupleForm,
  { questions }: Pick<Guide, 'questions'>,
  day: string,
): Couple | undefined {
  const { sameBooklet } = form
  const husband = completedPerson(form.husband)
  const wife = completedPerson(form.wife)
  const isFull =
    !fieldsLeft(form, day).length && questions.every((question) => isAnswered(form, question, day))
  if (!isFull || sameBooklet === null || !husband || !wife) return undefined
  const asks = (name: string) => questions.some(({ key }) => key === name)
  return {
    husband,
    wife,
    sameBooklet,
    children: asks('children') ? childrenOf(form) : [],
    reason: asks('reason') ? form.reason : '',
    opinionFrom: asks('opinionFrom') ? form.opinionFrom : '',
  }
}

function completedPerson(form: PersonForm): Person | undefined {
  const { name, idNo, hukou, residence, remarriedAfter } = form
  if (!remarriedAfter) return undefined
  return { name: name.trim(), idNo, hukou: tidy(hukou), residence: tidy(residence), remarriedAfter }
}

function tidy({ area, address }: Place): Place {
  return { area, address: address.trim() }
}
