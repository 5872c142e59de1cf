/** What each figure is, asked once: the definitions change with a new version of the hub alone. */
import { computed } from 'vue'
import { language } from '../../i18n/language'
import { useAsked } from '../useAsked'
import { type Definition, unitOf } from './figures'

const QUERY = `{ kpiDefinitions {
  name code zh en unit numerator denominator better target describe { zh en } isNow } }`

export function useDefinitions() {
  const { data, error, again } = useAsked<{ kpiDefinitions: Definition[] }>(QUERY)
  const all = computed(() => data.value?.kpiDefinitions ?? [])
  const byName = computed(() => new Map(all.value.map((one) => [one.name, one])))
  return { all, byName, error, again }
}

export function titleOf(one: Definition): string {
  return language.value === 'zh' ? one.zh : one.en
}

/** With the unit, for a column of bare numbers. */
export function headingOf(one: Definition): string {
  const unit = one.unit === 'visits' ? '' : unitOf(one.unit, language.value)
  if (!unit) return titleOf(one)
  return language.value === 'zh' ? `${titleOf(one)}（${unit}）` : `${titleOf(one)} (${unit})`
}
