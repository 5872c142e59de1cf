/** The figures of the area that is looked at: of the period, of the one before, and month by month. */
import { computed } from 'vue'
import { HubRefusal } from '../../hub/api'
import type { Site } from './areas'
import { type Area, type Figure, haveCases } from './figures'
import { useFresh } from './fresh'
import { asked, before, level, levelOf, ownArea, period, series } from './scope'

const FIGURE = 'kpi { name } area { code name nameEn } from to numerator denominator value p50 p90'
const SCOPE = 'level: $level, areaCode: $areaCode, items: $items, channel: $channel'
const VARIABLES = '$level: AreaLevel!, $areaCode: String, $items: [Item!], $channel: Channel'

const NOW_AND_BEFORE = `query($now: DateRange!, $before: DateRange!, $ownLevel: AreaLevel!, ${VARIABLES}) {
  own: kpi(period: $now, level: $ownLevel, names: [VISITS_PER_CASE]) { area { code name nameEn } }
  now: kpi(period: $now, ${SCOPE}) { ${FIGURE} }
  before: kpi(period: $before, ${SCOPE}) { ${FIGURE} }
  silent: kpi(period: $now, names: [VISITS_PER_CASE], ${SCOPE}) {
    asOf sitesNotSynced { code name nameEn township { code name nameEn } } }
}`

const BY_MONTH = `query($period: DateRange!, $names: [KpiName!], ${VARIABLES}) {
  kpiSeries(period: $period, grain: MONTH, names: $names, ${SCOPE}) { ${FIGURE} } }`

interface Headline {
  own: { area: Area }[]
  now: Figure[]
  before: Figure[]
  silent: { asOf: string; sitesNotSynced: Site[] }[]
}

export function useHeadline() {
  const { data, error } = useFresh<Headline>(NOW_AND_BEFORE, () => ({
    ...asked(),
    level: level.value,
    ownLevel: levelOf(ownArea.value),
    now: period.value,
    before: before.value,
  }))
  return {
    now: computed(() => named(data.value?.now)),
    before: computed(() => named(haveCases(data.value?.before ?? []) ? data.value?.before : [])),
    own: computed(() => data.value?.own[0]?.area),
    asOf: computed(() => data.value?.silent[0]?.asOf ?? ''),
    isNowhere: computed(() => error.value instanceof HubRefusal && error.value.code === 'not_found'),
    silent: computed(() => data.value?.silent[0]?.sitesNotSynced),
  }
}

/** The months of some figures, by their names. */
export function useMonths(names: () => string[]) {
  const { data } = useFresh<{ kpiSeries: Figure[] }>(BY_MONTH, () => ({
    ...asked(),
    level: level.value,
    period: series.value,
    names: names(),
  }))
  return computed(() => {
    const months = new Map<string, Figure[]>(names().map((name) => [name, []]))
    for (const one of data.value?.kpiSeries ?? []) months.get(one.kpi.name)?.push(one)
    return months
  })
}

function named(figures: Figure[] = []): Map<string, Figure> {
  return new Map(figures.map((one) => [one.kpi.name, one]))
}
