/** Cases that are over leave the tablet while nobody wants it: on a screen without a case, untouched for a while. */

import type { Clearing } from '../clearing'
import type { Cases } from '../known/cases'
import { hasDeskWork } from './deskWork'
import { tellUnexpected } from './failure'
import { route, type ScreenName } from './route'
import { hasTodos } from './todos'

const QUIET_MS = 10_000
const LOOK_MS = 5000
const TOUCHES = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const
const RESTFUL: readonly ScreenName[] = ['home', 'work', 'sync', 'people']

/** Call the answer to stop. */
export function clearWhenIdle({ clearing, cases }: { clearing: Clearing; cases: Cases }): () => void {
  let touched = performance.now()
  let isStopped = false
  let isAtWork = false
  const touch = () => {
    touched = performance.now()
  }
  const idle = {
    hasWork: (found: Parameters<typeof hasDeskWork>[0]) => hasTodos(found, cases) || hasDeskWork(found),
    goOn: () => !isStopped && RESTFUL.includes(route.screen) && performance.now() - touched >= QUIET_MS,
  }
  const look = async () => {
    if (isAtWork) return
    isAtWork = true
    try {
      while (await clearing.step(idle)) await nextTurn()
    } catch (error) {
      tellUnexpected(error)
    } finally {
      isAtWork = false
    }
  }
  const looking = setInterval(() => void look(), LOOK_MS)
  for (const sign of TOUCHES) window.addEventListener(sign, touch, { capture: true, passive: true })
  return () => {
    isStopped = true
    clearInterval(looking)
    for (const sign of TOUCHES) window.removeEventListener(sign, touch, { capture: true })
  }
}

/** What the browser has to do meanwhile comes first. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve))
}
