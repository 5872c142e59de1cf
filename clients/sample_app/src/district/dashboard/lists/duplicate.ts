/** Two certificates of a couple: which of them stand, and whether somebody has still to look. */
import type { Site } from '../areas'

export interface Duplicate {
  certNo: string
  inForce: boolean
  site: Site
  other: string
  otherInForce: boolean
  otherSite: Site
  status: 'OPEN' | 'RESOLVED'
  foundAt: string
}

export function keptOf({ certNo, inForce, other, otherInForce }: Duplicate): string[] {
  return [...(inForce ? [certNo] : []), ...(otherInForce ? [other] : [])]
}

/** Whether K11 counts the pair: settled or not, both are in force. */
export function isStillTwo({ inForce, otherInForce }: Duplicate): boolean {
  return inForce && otherInForce
}

export function stateOf(pair: Duplicate): 'OPEN' | 'STILL_TWO' | 'RESOLVED' {
  if (pair.status === 'OPEN') return 'OPEN'
  return isStillTwo(pair) ? 'STILL_TWO' : 'RESOLVED'
}
