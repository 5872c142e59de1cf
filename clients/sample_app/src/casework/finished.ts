/** Which cases leave this tablet: those that are over, safe at the district, and left alone for thirty days. */
import type { Case, CaseState } from '../domain/case'

const DAY_MS = 86_400_000
export const KEPT_MS = 30 * DAY_MS
const OVER: readonly CaseState[] = ['closed', 'refused', 'withdrawn', 'abandoned']

/** A case, and how what this tablet holds of it stands. */
export interface Holding {
  found: Pick<Case, 'state'>
  /** Somebody of the office has still something to do. */
  hasWork: boolean
  /** When something happened in it last, and now, in milliseconds. */
  latest: number
  now: number
  /** The last place that a fact of it has in this tablet's chain; 0 where it wrote none. */
  own: number
  /** The last place that the district's present store had signed for thirty days ago. */
  covered: number
  isRefused: boolean
  /** A photograph or an address is still to be sent. */
  hasPapers: boolean
  /** It has records that this app does not understand: a later one may. */
  isUnread: boolean
}

export type Kept = 'open' | 'work' | 'lately' | 'uncovered' | 'refused' | 'papers' | 'unread'

/** Why it stays; empty for one that may leave. */
export function whyKept({ found, ...held }: Holding): Kept | '' {
  if (!OVER.includes(found.state)) return 'open'
  if (held.hasWork) return 'work'
  if (!(held.now - held.latest >= KEPT_MS)) return 'lately'
  if (held.own > held.covered) return 'uncovered'
  if (held.isRefused) return 'refused'
  if (held.hasPapers) return 'papers'
  return held.isUnread ? 'unread' : ''
}
