/** Which screen is open, kept in the address so that a reload and the back key come to the same place. */
import { type Component, reactive } from 'vue'

/** The screens by area. */
export const AREAS = {
  intake: ['home', 'couple', 'continue', 'question', 'materials', 'result', 'amend', 'verify', 'wish'],
  office: [
    'work',
    'pledge',
    'verify-pledge',
    'prove-status',
    'prove-children',
    'opinion',
    'ask-office',
    'wished',
  ],
  certificate: [
    'accepted',
    'issue',
    'handover',
    'papers',
    'case',
    'spoiled',
    'reissue',
    'mend',
    'ask-void',
    'delivery',
  ],
  desk: ['window', 'decide', 'confirm', 'void', 'duplicate', 'void-elsewhere', 'tablets', 'bring'],
  sync: ['sync', 'people'],
} as const

export type Area = keyof typeof AREAS
export type ScreenName = (typeof AREAS)[Area][number]
export type ScreensOf<A extends Area> = Readonly<Record<(typeof AREAS)[A][number], Component>>

const NAMES: readonly ScreenName[] = Object.values(AREAS).flat()
const WITHOUT_A_CASE: readonly ScreenName[] = [
  'home',
  'couple',
  'continue',
  'question',
  'verify',
  'work',
  'wish',
  'wished',
  'window',
  'void-elsewhere',
  'tablets',
  'bring',
  'sync',
  'people',
]

/** These need nothing that is stored of cases. */
const WITHOUT_ANY_CASE: readonly ScreenName[] = ['home', 'couple', 'verify']

export function needsAllCases(screen: ScreenName): boolean {
  return !WITHOUT_ANY_CASE.includes(screen)
}

export function isOfACase(screen: ScreenName): boolean {
  return !WITHOUT_A_CASE.includes(screen)
}

export const route = reactive<{ screen: ScreenName; caseId: string; detail: string }>({
  screen: 'home',
  caseId: '',
  detail: '',
})

/** Go to a screen; `replace` leaves no way back to the one before. */
export function go(screen: ScreenName, caseId = '', { detail = '', replace = false } = {}): void {
  const hash = `#/${[screen, caseId, detail].filter(Boolean).join('/')}`
  if (replace) history.replaceState({ steps: stepsBehind() }, '', hash)
  else history.pushState({ steps: stepsBehind() + 1 }, '', hash)
  read()
}

/** To the screen before this one; from the first of all to the home screen. */
export function back(): void {
  if (stepsBehind()) history.back()
  else go('home', '', { replace: true })
}

/** How many screens of the app lie behind this one; the browser keeps it over a reload. */
function stepsBehind(): number {
  return (history.state as { steps?: number } | null)?.steps ?? 0
}

export function followAddress(): void {
  window.addEventListener('popstate', read)
  window.addEventListener('hashchange', read)
  read()
}

function read(): void {
  const [screen = '', caseId = '', detail = ''] = location.hash.slice(2).split('/')
  const known = NAMES.find((name) => name === screen) ?? 'home'
  Object.assign(route, { screen: known, caseId, detail })
  window.scrollTo(0, 0)
}
