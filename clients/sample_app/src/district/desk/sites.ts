/** The sites that a person may see, as the desk's forms and lists name them. */
import { type ComputedRef, computed } from 'vue'
import { language } from '../../i18n/language'
import { useAsked } from '../useAsked'
import type { Choice } from './FormField.vue'

export interface Place {
  code: string
  name: string
  nameEn: string
}

export interface Site extends Place {
  kind: string
  township: Place
}

export const SITE = 'code name nameEn kind township { code name nameEn }'

export function nameOf(place: Place): string {
  return language.value === 'en' && place.nameEn ? place.nameEn : place.name
}

/** To be chosen from, under their townships. */
export function useSites(): { sites: ComputedRef<Site[]>; choices: ComputedRef<Choice[]> } {
  const { data } = useAsked<{ siteSync: { site: Site }[] }>(`{ siteSync { site { ${SITE} } } }`)
  const sites = computed(() => (data.value?.siteSync ?? []).map(({ site }) => site))
  const choices = computed(() =>
    sites.value.map((site) => ({ value: site.code, text: nameOf(site), group: nameOf(site.township) })),
  )
  return { sites, choices }
}
