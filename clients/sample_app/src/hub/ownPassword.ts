/** A first password opens nothing at the hub: whoever signs in with one chooses their own, once, and goes on. */
import { type HubApi, HubRefusal, type SignedIn } from './api'

const CHANGE = `mutation ChangePassword($old: String!, $new: String!) {
  changePassword(old: $old, new: $new) { problems { zh en } } }`

interface Changed {
  changePassword: { problems: { zh: string; en: string }[] }
}

/** Signed in, but known to whoever made the password. */
export class FirstPassword extends Error {
  constructor(
    readonly token: string,
    readonly password: string,
  ) {
    super('a first password')
  }
}

/** Throws `FirstPassword`, and what `HubApi.signIn` throws. */
export async function signInToWork(
  username: string,
  password: string,
  api: Pick<HubApi, 'signIn'>,
): Promise<SignedIn> {
  const signedIn = await api.signIn(username, password)
  if (signedIn.person.mustChangePassword) throw new FirstPassword(signedIn.token, password)
  return signedIn
}

/** What is wrong with the password that was chosen; undefined once it counts. Throws what `HubApi.ask` throws. */
export async function chooseOwn(
  own: string,
  { token, password }: FirstPassword,
  api: Pick<HubApi, 'ask'>,
): Promise<{ zh: string; en: string } | undefined> {
  try {
    return (await api.ask<Changed>(CHANGE, { old: password, new: own }, token)).changePassword.problems[0]
  } catch (error) {
    // It was chosen before and the answer was lost: the next sign-in shows whether with these words.
    if (error instanceof HubRefusal && error.code === 'unauthorized') return undefined
    throw error
  }
}
