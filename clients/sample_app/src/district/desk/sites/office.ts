/** A site with what there is at it. */
import { SITE, type Site } from '../useSites'
import { t } from './words'

export interface Office extends Site {
  limits: { item: string; workingDays: number }[]
  villageHub: string // empty where there is none
  closedAt: string | null
  closedReason: string
  deviceCount: number
  clerkCount: number
}

export const OFFICE = `${SITE} limits { item workingDays } villageHub closedAt closedReason deviceCount clerkCount`

export function limitOf({ limits }: Office): number | null {
  return limits.find(({ item }) => item === 'FURTHER_BIRTH')?.workingDays ?? null
}

export function kindOf({ kind }: Office): string {
  if (kind === 'township') return t('desk')
  return kind === 'village' ? t('village') : t('community')
}

/** A township's own desk stands for the township. */
export function codeOf({ kind, code, township }: Office): string {
  return kind === 'township' ? township.code : code
}
