/** Whose signature a fact needs, from the same `facts.json` by which the hub judges. */
import catalogue from '../../../../schema/facts.json'
import type { Fact } from './facts'
import { same } from './logic'

const ANY_OFFICE = ['clerk', 'township']

export function rolesOf(fact: Fact): readonly string[] {
  const members = fact as unknown as Record<string, unknown>
  const row = catalogue.authors.find(({ roles: _, ...named }) =>
    Object.entries(named).every(([name, value]) => same(members[name], value)),
  )
  return row?.roles ?? ANY_OFFICE
}
