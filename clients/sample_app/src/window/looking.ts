/** A look at a couple's papers: the ticks as they stand on the screen, and what of them is still to be written. */
import type { Case } from '../domain/case'
import { inOrder } from '../domain/fold'
import type { Folded } from '../domain/orders'

/** `again`: ticked before, and to be looked at anew. */
export type Tick = 'shown' | 'copy' | 'none' | 'again'
export type Ticks = Record<string, Tick>

export interface Look {
  shown: string[]
  copyOnly: string[]
  mistaken: string[] // written down as shown, and not shown after all
}

/** Each visit looks anew at what was missing; going to and fro within one loses nothing. */
export function ticksName({ id, visits }: Case): string {
  return `ticks:${id}:${visits.length}`
}

/** It was written down as shown, and nobody doubts it. */
export function isSeen({ shown }: Case, ticks: Ticks, key: string): boolean {
  return shown.includes(key) && (ticks[key] ?? 'shown') === 'shown'
}

/** `keys` are those of the list. */
export function lookOf({ shown }: Case, ticks: Ticks, keys: readonly string[]): Look {
  const ticked = (...values: Tick[]) => keys.filter((key) => values.includes(ticks[key] ?? 'again'))
  return {
    shown: ticked('shown').filter((key) => !shown.includes(key)),
    copyOnly: ticked('copy'),
    mistaken: ticked('copy', 'none').filter((key) => shown.includes(key)),
  }
}

/** It was photographed, and not taken back since: then the photograph may be of another paper. */
export function isKept(records: readonly Folded[], key: string): boolean {
  const last = inOrder(records).findLast(
    (one) =>
      (one.type === 'copies' && one.kept.some((copy) => copy.key === key)) ||
      (one.type === 'untick' && one.keys.includes(key)),
  )
  return last?.type === 'copies'
}

const BEFORE_A_LOOK = ['application', 'continuation', 'declaration', 'visit', 'uploads']

/** Whether it says nothing that the last look has not said: nothing has happened since that calls for another. */
export function saysNothingNew({ shown, copyOnly, mistaken }: Look, records: readonly Folded[]): boolean {
  if (shown.length || mistaken.length) return false
  const last = inOrder(records).findLast(({ type }) => type === 'materials' || BEFORE_A_LOOK.includes(type))
  return last?.type === 'materials' && String(last.copyOnly) === String(copyOnly)
}
