/** How current the hub's picture of an office is. */
import type { Site } from './areas'

export interface SiteSync {
  site: Site & { kind: string }
  lastPushAt: string | null
  lastHeardAt: string | null
  lagHours: number | null
  isSilent: boolean
  openOutage: { since: string } | null
  p95LagSec: number | null
  pendingHint: number
  facts: number
  alarms: number
  devices: {
    device: string
    label: string
    head: number
    latest: number
    gaps: string
    lastPushAt: string | null
  }[]
}

/** `stale`: the hub calls it silent, not heard of for more than a working day. `gaps`: later records came
 * and earlier ones did not. */
export type Freshness = 'fresh' | 'stale' | 'never' | 'gaps'

export function freshnessOf({ lagHours, isSilent, devices }: SiteSync): Freshness {
  if (devices.some(({ gaps }) => gaps)) return 'gaps'
  if (!isSilent) return 'fresh'
  return lagHours === null ? 'never' : 'stale'
}
