import { vi } from 'vitest'

/** Waits for a state, on a busy machine as well. */
export function until(seen: () => unknown): Promise<unknown> {
  return vi.waitFor(seen, { interval: 5, timeout: 50_000 })
}
