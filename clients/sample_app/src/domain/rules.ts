/**
 * What a guide asks of a couple, and what of it is still missing. Nothing outside the guide exists.
 *
 * A material's key is `<code>:<husband|wife|couple>`; where the guide gives alternatives, what is shown is one
 * part, `<key>/<part>`, and the material is complete when any one alternative has all its parts.
 */
import { holds } from './logic'
import type { Guide, Person, Requirement, Spouse, Whom } from './types'

/** What the guide's conditions may look at: nothing more of a person than these is ever needed. */
export interface DeclaredFacts {
  husband: { remarriedAfter: string; province: string }
  wife: { remarriedAfter: string; province: string }
  sameBooklet: boolean
}

export interface Couple {
  husband: Person
  wife: Person
  sameBooklet: boolean
}

export function declaredFacts(application: Couple): DeclaredFacts {
  const { husband, wife, sameBooklet } = application
  return { husband: declaredOf(husband), wife: declaredOf(wife), sameBooklet }
}

function declaredOf(person: Person) {
  return { remarriedAfter: person.remarriedAfter, province: person.hukou.area.slice(0, 2) }
}

/** The full list for a couple, in the guide's order: R01's "all of it, at once". */
export function requirements(guide: Guide, facts: DeclaredFacts): Requirement[] {
  return guide.materials.flatMap((material) =>
    material.for
      .filter((whom) => holds(material.when, { ...facts, person: personOf(facts, whom) }))
      .map((whom) => ({
        key: `${material.code}:${whom}`,
        code: material.code,
        whom,
        alternatives: material.anyOf,
      })),
  )
}

function personOf(facts: DeclaredFacts, whom: Whom) {
  return whom === 'couple' ? null : facts[whom]
}

/** What has not been shown. For a paper with alternatives, what each of them still lacks. */
export function missing(guide: Guide, facts: DeclaredFacts, shown: readonly string[]): Requirement[] {
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

/** The keys to tick for one requirement. */
export function keysToTick(key: string, alternatives: string[][]): string[] {
  return alternatives.length ? [...new Set(alternatives.flat().map((part) => `${key}/${part}`))] : [key]
}

/** The spouses asked for a 承诺书 (R04). Declining it blocks nothing unless the guide says so. */
export function pledgeWanted(guide: Guide, facts: DeclaredFacts): Spouse[] {
  const { pledge } = guide
  return pledge.for.filter((whom) => holds(pledge.when, { ...facts, person: facts[whom] }))
}
