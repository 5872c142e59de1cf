import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ref } from 'vue'
import HomeScreen from '../../../src/screens/intake/HomeScreen.vue'
import type { Tablet } from '../../../src/tablet'
import { needsAllCases, route } from '../../../src/window/route'
import { show } from '../../helpers/screen'
import { guideOf, openWindow, zhaoCouple } from '../../helpers/window'

const refusals = { list: ref([]) } as unknown as Tablet['refusals']

beforeEach(() => {
  route.screen = 'home'
  vi.stubGlobal('navigator', { storage: {} })
})
afterEach(() => vi.unstubAllGlobals())

async function home(isRead: boolean): Promise<string> {
  const window = await openWindow()
  await window.work.open(guideOf('birth-service'), zhaoCouple())
  return show(HomeScreen, window, '', '', '2021-06-14', {
    refusals,
    isRead: ref(isRead),
    workingDays: () => 20,
  })
}

test('while cases are read something new can be begun, and nothing is said that is not known yet', async () => {
  const shown = await home(false)
  expect(shown).toContain('data-test="start-birth-service"')
  expect(shown).toContain('data-test="home-reading"')
  for (const unknown of ['home-sync', 'home-verify', 'tile-no-numbers', '赵明', '没有待办'])
    expect(shown).not.toContain(unknown)
  expect(await home(true)).toContain('赵明')
})

test('every screen but the first, a new form and the verification waits for the cases', () => {
  expect((['home', 'couple', 'verify', 'issue', 'sync', 'continue'] as const).filter(needsAllCases)).toEqual([
    'issue',
    'sync',
    'continue',
  ])
})
