/** Who is signed in on this page, and what he asks the hub. The token lives as long as the browser's tab. */
import { ref } from 'vue'
import { HubApi, HubRefusal, type SignedIn } from '../hub/api'

const STORED = 'signed-in'
const api = new HubApi({ heardTime() {} })

export const signedIn = ref<SignedIn | null>(stored())

/** Throws `HubRefusal` and `HubUnreachable`. */
export async function signIn(username: string, password: string): Promise<void> {
  signedIn.value = await api.signIn(username, password)
  sessionStorage.setItem(STORED, JSON.stringify(signedIn.value))
}

export function signOut(): void {
  signedIn.value = null
  sessionStorage.removeItem(STORED)
}

/** A query or a mutation. A token that has ended asks to sign in again, and what was typed stays.
 * Throws `HubRefusal` and `HubUnreachable`. */
export async function ask<T>(query: string, variables: object = {}): Promise<T> {
  try {
    return await api.ask<T>(query, variables, signedIn.value?.token ?? '')
  } catch (error) {
    if (error instanceof HubRefusal && error.code === 'unauthorized') signOut()
    throw error
  }
}

function stored(): SignedIn | null {
  const kept = JSON.parse(sessionStorage.getItem(STORED) ?? 'null') as SignedIn | null
  return kept && Date.parse(kept.expiresAt) > Date.now() ? kept : null
}
