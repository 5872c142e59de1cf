/**
 * What a guide asks of a couple, what of it is still missing, and what is the office's own homework.
 *
 * Nothing outside the guide exists. A material's key is `<code>:<husband|wife|couple|child-1…>`; where the guide
 * gives alternatives, what is shown is one part, `<key>/<part>`, and the material is complete when any one
 * alternative has all its parts. What the office obtains is never asked of an applicant.
 */

import type { Guide, Homework, Material, Requirement } from './guides'
import { holds } from './logic'
import { type Couple, isSpouse, type Person, type Spouse, type Whom } from './people'

const MOST_CHILDREN = 20

/** What the guide's conditions may look at: nothing more of a person than these is ever needed. */
export interface DeclaredFacts {
  husband: { remarriedAfter: string; province: string }
  wife: { remarriedAfter: string; province: string }
  sameBooklet: boolean
  children: number
  reason: string
  opinionFrom: string
}

/** The members of a declaration, and of nothing else. */
export function declaredMembers(source: Couple): Couple {
  const { husband, wife, sameBooklet, children, reason, opinionFrom } = source
  return { husband, wife, sameBooklet, children, reason, opinionFrom }
}

export function declaredFacts(source: Couple): DeclaredFacts {
  const { husband, wife, sameBooklet, children, reason, opinionFrom } = source
  return {
    husband: declaredOf(husband),
    wife: declaredOf(wife),
    sameBooklet,
    children: children.length,
    reason,
    opinionFrom,
  }
}

function declaredOf(person: Person) {
  return { remarriedAfter: person.remarriedAfter, province: person.hukou.area.slice(0, 2) }
}

/** The full list for a couple, in the guide's order: R01's "all of it, at once". */
export function requirements(guide: Guide, facts: DeclaredFacts): Requirement[] {
  return wanted(guide, facts, 'applicant').map(([material, whom]) => ({
    key: `${material.code}:${whom}`,
    code: material.code,
    whom,
    alternatives: material.anyOf,
  }))
}

/** What the office itself obtains for this couple (R03, R27, R33); it never stands in a notice. */
export function homework(guide: Guide, facts: DeclaredFacts): Homework[] {
  return wanted(guide, facts, 'office').map(([material, whom]) => ({
    key: `${material.code}:${whom}`,
    by: `${material.doneBy}:${whom}`,
    blocking: material.blocking === true,
  }))
}

function wanted(guide: Guide, facts: DeclaredFacts, who: string): [Material, Whom][] {
  return guide.materials
    .filter(({ obtainedBy }) => obtainedBy === who)
    .flatMap((material) =>
      each(material.for, facts.children)
        .filter((whom) => holds(material.when, { ...facts, person: personOf(facts, whom) }))
        .map((whom): [Material, Whom] => [material, whom]),
    )
}

function each(whom: readonly string[], children: number): Whom[] {
  const ofChildren = Array.from({ length: children }, (_, place) => `child-${place + 1}`)
  return whom.flatMap((one) => (one === 'children' ? ofChildren : [one]))
}

function personOf(facts: DeclaredFacts, whom: Whom) {
  return isSpouse(whom) ? facts[whom] : null
}

/**
 * What has not been shown, by the guide of the case (first) and by every newer, which only lift demands.
 * For a paper with alternatives, what each of them still lacks.
 */
export function missing(
  guides: readonly [Guide, ...Guide[]],
  facts: DeclaredFacts,
  shown: readonly string[],
): Requirement[] {
  const [pinned, ...newer] = guides
  const still = newer.map((guide) => new Set(missingBy(guide, facts, shown).map(({ key }) => key)))
  return missingBy(pinned, facts, shown).filter(({ key }) => still.every((keys) => keys.has(key)))
}

function missingBy(guide: Guide, facts: DeclaredFacts, shown: readonly string[]): Requirement[] {
  const found: Requirement[] = []
  for (const requirement of requirements(guide, facts)) {
    const { key, alternatives } = requirement
    if (!alternatives.length) {
      if (!shown.includes(key)) found.push(requirement)
      continue
    }
    const lacking = alternatives.map((parts) => parts.filter((part) => !shown.includes(`${key}/${part}`)))
    if (lacking.every((parts) => parts.length)) found.push({ ...requirement, alternatives: lacking })
  }
  return found
}

/** Of the same item, in effect later than the guide of a case; the oldest first. */
export function newerGuides(guides: ReadonlyMap<string, Guide>, pinned: Guide): Guide[] {
  const place = ({ effectiveFrom, _id }: Guide) => `${effectiveFrom} ${_id}`
  return [...guides.values()]
    .filter(({ item, effectiveFrom }) => item === pinned.item && effectiveFrom > pinned.effectiveFrom)
    .sort((one, other) => (place(one) < place(other) ? -1 : 1))
}

/** The keys to tick for one requirement. */
export function keysToTick(key: string, alternatives: string[][]): string[] {
  return alternatives.length ? [...new Set(alternatives.flat().map((part) => `${key}/${part}`))] : [key]
}

/** Every key a notice under this guide may name (R02). */
export function demandableKeys(guide: Guide): Set<string> {
  return new Set(demandable(guide.materials).map(([key]) => key))
}

/** Every key that can be ticked as shown: whole papers, and parts where there are alternatives. */
export function showableKeys(guide: Guide): Set<string> {
  return ticked(guide.materials)
}

/** Of these, what the office keeps a copy of; nothing at all where no paper may be kept (R19). */
export function copiedKeys(guide: Guide): Set<string> {
  return ticked(guide.materials.filter(({ keeps }) => keeps === 'copies'))
}

function ticked(materials: Material[]): Set<string> {
  return new Set(demandable(materials).flatMap(([key, alternatives]) => keysToTick(key, alternatives)))
}

function demandable(materials: Material[]): [key: string, alternatives: string[][]][] {
  return materials
    .filter(({ obtainedBy }) => obtainedBy === 'applicant')
    .flatMap(({ code, anyOf, for: whom }) =>
      each(whom, MOST_CHILDREN).map((one): [string, string[][]] => [`${code}:${one}`, anyOf]),
    )
}

/** The members that say something though the guide has no such question: only what is asked is noted. */
export function notAsked(
  guide: Guide,
  declared: Pick<Couple, 'children' | 'reason' | 'opinionFrom'>,
): string[] {
  const asked = guide.questions.map(({ key }) => key)
  const { children, reason, opinionFrom } = declared
  return Object.entries({ children: children.length, reason, opinionFrom })
    .filter(([name, value]) => value && !asked.includes(name))
    .map(([name]) => name)
}

/** The spouses asked for a 承诺书 (R04). Declining it blocks nothing at the window. */
export function pledgeWanted(guide: Guide, facts: DeclaredFacts): Spouse[] {
  const { pledge } = guide
  return pledge.for.filter((whom) => holds(pledge.when, { ...facts, person: facts[whom] }))
}

/** What the office sees to itself for this couple: one line a material, for people to read. */
export function officeDoes(guide: Guide, facts: DeclaredFacts): Material[] {
  return [...new Set(wanted(guide, facts, 'office').map(([material]) => material))]
}

/** Whether nothing that is shown stays at the window (R19). */
export function keepsNothing({ materials }: Guide): boolean {
  return materials.every(({ keeps }) => keeps === 'nothing')
}
