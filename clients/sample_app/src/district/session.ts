/** Who is signed in on this page, and what he asks the hub. The token lives as long as the browser's tab, and is
 * prolonged while somebody is at work; when it ends, the page stays under the sign-in with all that was typed. */
import { onScopeDispose, ref } from 'vue'
import { HubApi, HubRefusal, type SignedIn, type Token } from '../hub/api'
import { heardTime, hubNow } from './hubClock'

const STORED = 'signed-in'
const USES = ['pointerdown', 'keydown', 'wheel'] // of the page: live figures alone keep nobody signed in
const SOON_MS = 30 * 60_000
const PAUSE_MS = 60_000
const api = new HubApi({ heardTime })

export const signedIn = ref<SignedIn | null>(stored())
export const hasEnded = ref(false) // the token, not the page
export const signIns = ref(0) // how often somebody did: then everything is asked again

/** Throws `HubRefusal` and `HubUnreachable`. */
export async function signIn(username: string, password: string): Promise<void> {
  signedIn.value = await api.signIn(username, password)
  hasEnded.value = false
  signIns.value += 1
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
    noticeEnd(error)
    throw error
  }
}

/** As long as the page is there, whoever uses it stays signed in, as long as the hub allows. */
export function useStaying(): void {
  let notBefore = 0
  async function stay(): Promise<void> {
    const held = signedIn.value
    const isSoon = held && Date.parse(held.expiresAt) - hubNow() < SOON_MS
    if (!isSoon || hasEnded.value || hubNow() < notBefore) return
    notBefore = hubNow() + PAUSE_MS
    try {
      const token = await api.prolong(held.token)
      if (signedIn.value === held) nowIs({}, token)
    } catch (error) {
      noticeEnd(error) // without the hub it is tried again, with the next use
    }
  }
  for (const use of USES) addEventListener(use, stay, { passive: true })
  onScopeDispose(() => {
    for (const use of USES) removeEventListener(use, stay)
  })
}

function noticeEnd(error: unknown): void {
  if (error instanceof HubRefusal && error.code === 'unauthorized') hasEnded.value = true
}

function stored(): SignedIn | null {
  const kept = JSON.parse(globalThis.sessionStorage?.getItem(STORED) ?? 'null') as SignedIn | null
  return kept && Date.parse(kept.expiresAt) > hubNow() ? kept : null
}
