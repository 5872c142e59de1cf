/** What an office has still to show. */
import type { Site } from '../useSites'

const WAYS = [['LEAFLET'], ['SCREEN', 'BOARD', 'NOTICE_BOARD'], ['ONLINE_GUIDANCE']]

export interface Office {
  site: Site
  deadline: string
  isDone: boolean
  isLate: boolean
  doneOn: string | null
  placements: { kind: string; doneOn: string }[]
}

/** The ways of which it has none, each named by its first. */
export function lackingIn({ placements }: Pick<Office, 'placements'>): string[] {
  const shown = placements.map(({ kind }) => kind)
  return WAYS.filter((ways) => !ways.some((way) => shown.includes(way))).flatMap(([first]) => first ?? [])
}
