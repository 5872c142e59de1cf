import { beforeEach, expect, test, vi } from 'vitest'
import { back, followAddress, go, isOfACase, route } from '../../src/window/route'

/** A browser's history: entries, and where in them it stands. */
class Browser {
  entries: { state: unknown; hash: string }[] = [{ state: null, hash: '' }]
  place = 0
  #followers: (() => void)[] = []

  get state() {
    return this.entries[this.place]?.state
  }
  get hash() {
    return this.entries[this.place]?.hash ?? ''
  }
  pushState(state: unknown, _title: string, hash: string) {
    this.entries = [...this.entries.slice(0, this.place + 1), { state, hash }]
    this.place += 1
  }
  replaceState(state: unknown, _title: string, hash: string) {
    this.entries[this.place] = { state, hash }
  }
  back() {
    this.place = Math.max(0, this.place - 1)
    for (const follow of this.#followers) follow()
  }
  addEventListener(_event: string, follow: () => void) {
    this.#followers.push(follow)
  }
  scrollTo() {}
}

let browser: Browser

beforeEach(() => {
  browser = new Browser()
  for (const name of ['history', 'location', 'window']) vi.stubGlobal(name, browser)
})

test('back leads to the screen before', () => {
  followAddress()
  go('papers', 'case-1')
  expect(route).toEqual({ screen: 'papers', caseId: 'case-1', detail: '' })
  back()
  expect(route.screen).toBe('home')
})

test('back leads home where no screen of the app lies behind', () => {
  browser.entries = [{ state: null, hash: '#/papers/case-1' }]
  followAddress()
  back()
  expect(route).toEqual({ screen: 'home', caseId: '', detail: '' })
})

test('a screen that takes the place of the first one has none behind it', () => {
  followAddress()
  go('papers', 'case-1', { replace: true })
  back()
  expect(route.screen).toBe('home')
  expect(browser.entries).toHaveLength(1)
})

test('an address that names no screen is the home screen', () => {
  browser.entries = [{ state: null, hash: '#/nowhere/case-1' }]
  followAddress()
  expect(route.screen).toBe('home')
})

test('the screens of a case are known from those of none', () => {
  expect(['home', 'verify', 'papers', 'pledge'].map((name) => isOfACase(name as 'home'))).toEqual([
    false,
    false,
    true,
    true,
  ])
})
