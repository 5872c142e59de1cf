/** A person of this site signs in with his own password, to work with this tablet. */
import type { Person } from '../local/people'
import type { HubApi } from './api'

/** Signed in, but works elsewhere, or at no window. */
export class OfAnotherSite extends Error {}

/** Throws `OfAnotherSite`, and what `HubApi.signIn` throws. */
export async function signInHere(
  username: string,
  password: string,
  site: string,
  api: Pick<HubApi, 'signIn'>,
): Promise<Person> {
  const { name, displayName, role, area } = (await api.signIn(username, password)).person
  const isOfHere = role === 'clerk' ? area === site : role === 'township' && site.startsWith(area)
  if (!isOfHere) throw new OfAnotherSite()
  return { name, displayName, role: role as Person['role'] }
}
