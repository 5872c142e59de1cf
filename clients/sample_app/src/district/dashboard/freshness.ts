/** How current the hub's picture of an office is. */
import type { Site } from './areas'

export interface SiteSync {
  site: Site & { kind: string }
  lastPushAt: string | null
  lagHours: number | null
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

/** `gaps`: later records came and earlier ones did not. */
export type Freshness = 'fresh' | 'stale' | 'never' | 'gaps'

const CURRENT_HOURS = 24

export function freshnessOf({ lagHours, devices }: SiteSync): Freshness {
  if (lagHours === null) return 'never'
  if (devices.some(({ gaps }) => gaps)) return 'gaps'
  return lagHours < CURRENT_HOURS ? 'fresh' : 'stale'
}
