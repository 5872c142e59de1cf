/** A certificate with a slip of the pen: the names and addresses as they should be, and what that changes. */
import type { Case } from '../domain/case'
import { type Couple, SPOUSES, type Spouse } from '../domain/people'
import { declaredMembers } from '../domain/rules'

export interface MendForm {
  husband: PersonWords
  wife: PersonWords
  children: string[] // their names
}

type PersonWords = Record<Field, string>

export const FIELDS = ['name', 'hukou', 'residence'] as const
export type Field = (typeof FIELDS)[number]

export interface Change {
  whom: Spouse | `child-${number}`
  field: Field
  was: string
  becomes: string
}

export function asItStands({ husband, wife, children }: Couple): MendForm {
  const words = ({ name, hukou, residence }: Couple['husband']) => ({
    name,
    hukou: hukou.address,
    residence: residence.address,
  })
  return { husband: words(husband), wife: words(wife), children: children.map(({ name }) => name) }
}

/** Nothing may be left empty. */
export function isComplete({ husband, wife, children }: MendForm): boolean {
  const texts = [...Object.values(husband), ...Object.values(wife), ...children]
  return texts.every((text) => text.trim() !== '')
}

export function changesOf(found: Couple, form: MendForm): Change[] {
  const before = asItStands(found)
  const ofCouple = SPOUSES.flatMap((whom) =>
    FIELDS.map(
      (field): Change => ({ whom, field, was: before[whom][field], becomes: form[whom][field].trim() }),
    ),
  )
  const ofChildren = form.children.map(
    (name, n): Change => ({
      whom: `child-${n + 1}`,
      field: 'name',
      was: before.children[n] ?? '',
      becomes: name.trim(),
    }),
  )
  return [...ofCouple, ...ofChildren].filter(({ was, becomes }) => was !== becomes)
}

/** What the couple declare now. */
export function mended(found: Case, form: MendForm): Couple {
  const couple = JSON.parse(JSON.stringify(declaredMembers(found))) as Couple
  for (const spouse of SPOUSES) {
    const { name, hukou, residence } = form[spouse]
    const person = couple[spouse]
    Object.assign(person, { name: name.trim() })
    Object.assign(person.hukou, { address: hukou.trim() })
    Object.assign(person.residence, { address: residence.trim() })
  }
  couple.children = couple.children.map((child, n) => ({
    ...child,
    name: form.children[n]?.trim() ?? child.name,
  }))
  return couple
}
