/** One figure of each area below the one that is looked at; empty where there is none below. */
import { computed } from 'vue'
import type { Figure } from './figures'
import { useFresh } from './fresh'
import { asked, level, levelBelow, period } from './scope'

const QUERY = `query($period: DateRange!, $level: AreaLevel!, $areaCode: String, $items: [Item!],
  $channel: Channel, $names: [KpiName!]) {
  kpi(period: $period, level: $level, areaCode: $areaCode, items: $items, channel: $channel, names: $names) {
    kpi { name } area { code name nameEn } from to numerator denominator value p50 p90 } }`

export function useBelow(names: () => string[]) {
  const { data } = useFresh<{ kpi: Figure[] }>(QUERY, () => ({
    ...asked(),
    period: period.value,
    level: levelBelow.value ?? level.value,
    names: names(),
  }))
  return computed(() => (levelBelow.value ? (data.value?.kpi ?? []) : []))
}
