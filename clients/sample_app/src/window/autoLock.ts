/** A tablet that nobody touches locks itself. */
import { onScopeDispose, type Ref, watch } from 'vue'

export const IDLE_MS = 5 * 60_000
export const PRINTING_MS = 30 * 60_000 // while a paper is at the printer, which may be in another room
const LOOK_MS = 5000
const TOUCHES = ['pointerdown', 'keydown', 'wheel', 'touchmove', 'afterprint'] as const

let printing = 0

/** For a screen whose paper is at the printer: the clerk comes back to say that it is out. */
export function waitForPrinter(isOut: Ref<boolean>): void {
  let counted = false
  const count = (now: boolean) => {
    if (now !== counted) printing += now ? 1 : -1
    counted = now
  }
  watch(isOut, count, { immediate: true })
  onScopeDispose(() => count(false))
}

/**
 * Call `lock` once nobody has touched the page for minutes; call the answer to stop. By both clocks: the monotonic one
 * may stand still while the tablet sleeps, the other may be moved.
 */
export function lockWhenIdle(lock: () => void): () => void {
  let touched = now()
  const touch = () => {
    touched = now()
  }
  const look = () => {
    const idle = Math.max(...now().map((ms, clock) => ms - (touched[clock] ?? 0)))
    if (idle >= (printing ? PRINTING_MS : IDLE_MS)) lock()
  }
  const looking = setInterval(look, LOOK_MS)
  document.addEventListener('visibilitychange', look)
  for (const sign of TOUCHES) window.addEventListener(sign, touch, { capture: true, passive: true })
  return () => {
    clearInterval(looking)
    document.removeEventListener('visibilitychange', look)
    for (const sign of TOUCHES) window.removeEventListener(sign, touch, { capture: true })
  }
}

function now(): number[] {
  return [performance.now(), Date.now()]
}
