/** The townships by their weighted score, and the columns they are shown in. */
import { computed } from 'vue'
import { language } from '../../i18n/language'
import type { Column } from '../columns'
import { headingOf } from './definitions'
import { type Area, type Definition, nameOf, roundedTo, sayNumber } from './figures'
import { useFresh } from './fresh'
import { filters, isTold, period } from './scope'
import { t } from './words'

export const FIGURES = {
  VISITS_PER_CASE: 'visitsPerCase',
  FIRST_VISIT_DONE_RATE: 'firstVisitDoneRate',
  ONE_TIME_NOTICE_COMPLETENESS: 'oneTimeNoticeCompleteness',
  OVERDUE_RATE: 'overdueRate',
  ILLEGAL_DEMANDS: 'illegalDemands',
  COMPLAINTS: 'complaints',
  SIMILAR_COMPLAINTS: 'similarComplaints',
  RECTIFICATION: 'rectification',
  SYNC_LAG: 'syncLag',
} as const

type Values = { [name in (typeof FIGURES)[keyof typeof FIGURES]]: number | null }

export interface LeagueRow extends Values {
  rank: number | null
  township: Area
  score: number | null
  cases: number
  sitesNotSynced: string[]
}

const QUERY = `query($period: DateRange!, $item: Item) { leagueTable(period: $period, item: $item) {
  rank township { code name nameEn } score cases ${Object.values(FIGURES).join(' ')} sitesNotSynced } }`

export function useLeague(definitions: () => Map<string, Definition>) {
  const { data } = useFresh<{ leagueTable: LeagueRow[] }>(QUERY, () => ({
    period: period.value,
    item: filters.item || null,
  }))
  return {
    rows: computed(() => data.value?.leagueTable ?? []),
    columns: computed(() => columnsOf(definitions())),
  }
}

function columnsOf(definitions: Map<string, Definition>): Column<LeagueRow>[] {
  return [
    {
      key: 'rank',
      title: t('league.rank'),
      of: ({ rank }) => rank,
      say: sayRank,
      file: (row) => row.rank ?? sayRank(row),
    },
    { key: 'township', title: t('township'), of: ({ township }) => nameOf(township, language.value) },
    {
      key: 'score',
      title: t('league.score'),
      of: ({ score }) => score,
      say: ({ score }) => score?.toFixed(1) ?? '–',
    },
    { key: 'cases', title: t('league.cases'), of: ({ cases }) => cases },
    ...Object.entries(FIGURES).flatMap(([name, key]) => figureColumn(definitions.get(name), key)),
    { key: 'silent', title: t('league.silent'), of: ({ sitesNotSynced }) => sitesNotSynced.length },
  ]
}

function figureColumn(definition: Definition | undefined, key: keyof Values): Column<LeagueRow>[] {
  if (!definition) return []
  const valueOf = (row: Values) => (isTold(definition) ? row[key] : null)
  return [
    {
      key,
      title: headingOf(definition),
      of: (row) => roundedTo(valueOf(row)),
      say: (row) => sayNumber(valueOf(row), definition.unit, language.value),
    },
  ]
}

function sayRank({ rank, cases }: LeagueRow): string {
  if (rank !== null) return String(rank)
  return t(cases ? 'league.unranked' : 'league.idle')
}
