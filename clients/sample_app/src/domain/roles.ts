/** Whose signature a fact needs, from the same `facts.json` by which the hub judges. */
import catalogue from '../../../../schema/facts.json'
import { deskOf } from './areas'
import type { Fact } from './facts'
import { same } from './logic'

export type Post = 'clerk' | 'township'

/** In what post somebody writes at a site: what a township alone may do, it does at its own desk. */
export function postAt(site: string, role: Post): Post {
  return role === 'township' && site === deskOf(site) ? 'township' : 'clerk'
}

const ANY_OFFICE = ['clerk', 'township']

export function rolesOf(fact: Fact): readonly string[] {
  const members = fact as unknown as Record<string, unknown>
  const row = catalogue.authors.find(({ roles: _, ...named }) =>
    Object.entries(named).every(([name, value]) => same(members[name], value)),
  )
  return row?.roles ?? ANY_OFFICE
}
