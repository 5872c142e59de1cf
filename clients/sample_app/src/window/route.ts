/** Which screen is open, kept in the address so that a reload and the back key come to the same place. */
import { reactive } from 'vue'

export const SCREENS = [
  'home',
  'couple',
  'continue',
  'question',
  'materials',
  'result',
  'pledge',
  'accepted',
  'issue',
  'handover',
  'papers',
  'sync',
  'verify',
] as const
export type ScreenName = (typeof SCREENS)[number]

export const route = reactive<{ screen: ScreenName; caseId: string; detail: string }>({
  screen: 'home',
  caseId: '',
  detail: '',
})

/** Go to a screen; `replace` leaves no way back to the one before. */
export function go(screen: ScreenName, caseId = '', { detail = '', replace = false } = {}): void {
  const hash = `#/${[screen, caseId, detail].filter(Boolean).join('/')}`
  if (replace) history.replaceState(null, '', hash)
  else history.pushState(null, '', hash)
  read()
}

export function back(): void {
  history.back()
}

export function followAddress(): void {
  window.addEventListener('popstate', read)
  window.addEventListener('hashchange', read)
  read()
}

function read(): void {
  const [screen = '', caseId = '', detail = ''] = location.hash.slice(2).split('/')
  const known = SCREENS.find((name) => name === screen) ?? 'home'
  Object.assign(route, { screen: known, caseId, detail })
  window.scrollTo(0, 0)
}
