/** Somebody of this site signs in with his own password, to work with this tablet. */
import type { Person } from '../local/people'
import type { HubApi, SignedIn } from './api'
import { signInToWork } from './ownPassword'

const SITE_DIGITS = 12

/** Signed in, but works elsewhere, or at no window. */
export class OfAnotherSite extends Error {}

/** Throws `OfAnotherSite`, and what `signInToWork` throws. */
export async function signInHere(
  username: string,
  password: string,
  site: string,
  api: Pick<HubApi, 'signIn'>,
): Promise<Person> {
  return personAt(site, (await signInToWork(username, password, api)).person)
}

/** A clerk at his window, a township at its own desk and nowhere else; throws `OfAnotherSite`. */
export function personAt(site: string, { name, displayName, role, area }: SignedIn['person']): Person {
  if (role === 'clerk' && area === site) return { name, displayName, role }
  if (role === 'township' && area.padEnd(SITE_DIGITS, '0') === site) return { name, displayName, role }
  throw new OfAnotherSite()
}
