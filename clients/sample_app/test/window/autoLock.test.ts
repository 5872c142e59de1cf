import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { effectScope, ref } from 'vue'
import { IDLE_MS, lockWhenIdle, PRINTING_MS, waitForPrinter } from '../../src/window/autoLock'

const lock = vi.fn()
let stop: () => void
let page: EventTarget

beforeEach(() => {
  vi.useFakeTimers()
  page = new EventTarget()
  vi.stubGlobal('window', page)
  vi.stubGlobal('document', new EventTarget())
  lock.mockClear()
  stop = lockWhenIdle(lock)
})
afterEach(() => {
  stop()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('a tablet that nobody touches is locked after five minutes, and each touch counts from anew', () => {
  vi.advanceTimersByTime(IDLE_MS - 10_000)
  page.dispatchEvent(new Event('pointerdown'))
  vi.advanceTimersByTime(IDLE_MS - 10_000)
  page.dispatchEvent(new Event('keydown'))
  vi.advanceTimersByTime(IDLE_MS - 10_000)
  expect(lock).not.toHaveBeenCalled()
  vi.advanceTimersByTime(10_000)
  expect(lock).toHaveBeenCalled()
})

test('a tablet that slept is locked as soon as it is looked at', () => {
  vi.setSystemTime(Date.now() + IDLE_MS) // no timer ran meanwhile
  document.dispatchEvent(new Event('visibilitychange'))
  expect(lock).toHaveBeenCalled()
})

test('a clock that is set back does not keep it open', () => {
  vi.setSystemTime(Date.now() - 86_400_000)
  vi.advanceTimersByTime(IDLE_MS)
  expect(lock).toHaveBeenCalled()
})

test('while a paper is at the printer it waits longer, and not for ever', () => {
  const isOut = ref(true)
  const screen = effectScope()
  screen.run(() => waitForPrinter(isOut))
  vi.advanceTimersByTime(PRINTING_MS - 10_000)
  expect(lock).not.toHaveBeenCalled()
  vi.advanceTimersByTime(10_000)
  expect(lock).toHaveBeenCalled()
  screen.stop()
})

test('a screen that is left waits for no printer any more', () => {
  const screen = effectScope()
  screen.run(() => waitForPrinter(ref(true)))
  screen.stop()
  vi.advanceTimersByTime(IDLE_MS)
  expect(lock).toHaveBeenCalled()
})

test('once it is closed nothing is locked', () => {
  stop()
  vi.advanceTimersByTime(IDLE_MS * 2)
  expect(lock).not.toHaveBeenCalled()
  expect(vi.getTimerCount()).toBe(0)
})
