/** Who is signed in on this page, and what he asks the hub. The token lives as long as the browser's tab; when it
 * ends, the page stays under the sign-in with all that was typed. */
import { ref } from 'vue'
import { HubApi, HubRefusal, type SignedIn, type Token } from '../hub/api'
import { heardTime, hubNow } from './hubClock'

const STORED = 'signed-in'
const api = new HubApi({ heardTime })

export const signedIn = ref<SignedIn | null>(stored())
export const hasEnded = ref(false) // the token, not the page

/** Throws `HubRefusal` and `HubUnreachable`. */
export async function signIn(username: string, password: string): Promise<void> {
  signedIn.value = await api.signIn(username, password)
  hasEnded.value = false
  sessionStorage.setItem(STORED, JSON.stringify(signedIn.value))
}

/** Whoever is signed in is not as he was: works for another area, or has a password of his own, with
 * which a new token comes. */
export function nowIs(news: Partial<SignedIn['person']>, token: Partial<Token> = {}): void {
  if (!signedIn.value) return
  signedIn.value = { ...signedIn.value, ...token, person: { ...signedIn.value.person, ...news } }
  sessionStorage.setItem(STORED, JSON.stringify(signedIn.value))
}

export function signOut(): void {
  signedIn.value = null
  hasEnded.value = false
  sessionStorage.removeItem(STORED)
}

/** A query or a mutation. A token that has ended asks to sign in again, and what was typed stays. `limit` is how many
 * milliseconds an answer may take, where that is not as usual. Throws `HubRefusal` and `HubUnreachable`. */
export async function ask<T>(query: string, variables: object = {}, limit?: number): Promise<T> {
  try {
    return await api.ask<T>(query, variables, signedIn.value?.token ?? '', limit)
  } catch (error) {
    if (error instanceof HubRefusal && error.code === 'unauthorized') hasEnded.value = true
    throw error
  }
}

function stored(): SignedIn | null {
  const kept = JSON.parse(globalThis.sessionStorage?.getItem(STORED) ?? 'null') as SignedIn | null
  return kept && Date.parse(kept.expiresAt) > hubNow() ? kept : null
}
