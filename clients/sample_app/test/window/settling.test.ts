import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { effectScope, ref } from 'vue'
import { useSettling } from '../../src/window/settling'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('what has just come takes no tap for a moment, and again when something else stands there', () => {
  const title = ref('sign')
  const isNew = effectScope().run(() => useSettling(() => title.value))
  expect(isNew?.value).toBe(true)
  vi.advanceTimersByTime(500)
  expect(isNew?.value).toBe(false)
  title.value = 'signed'
  expect(isNew?.value).toBe(true)
  vi.advanceTimersByTime(120) // the second tap of a double tap
  expect(isNew?.value).toBe(true)
  vi.advanceTimersByTime(500)
  expect(isNew?.value).toBe(false)
})
