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

interface Sites {
  sites: ComputedRef<Site[]>
  choices: ComputedRef<Choice[]> // under their townships
  townships: ComputedRef<Choice[]>
  nameOfSite: (code: string) => string // the code itself of one that is closed
  nameOfTownship: (site: string) => string | null // of the site with that code
}

/** Those that are open. */
export function useSites(): Sites {
  const { data } = useAsked<{ sites: Site[] }>(`{ sites { ${SITE} } }`)
  const sites = computed(() => data.value?.sites ?? [])
  const choices = computed(() =>
    sites.value.map((site) => ({ value: site.code, text: nameOf(site), group: nameOf(site.township) })),
  )
  const townships = computed(() => {
    const byCode = new Map(sites.value.map(({ township }) => [township.code, nameOf(township)]))
    return [...byCode].map(([value, text]) => ({ value, text }))
  })
  const siteOf = (code: string) => sites.value.find((one) => one.code === code)

  function nameOfSite(code: string): string {
    const site = siteOf(code)
    return site ? nameOf(site) : code
  }

  function nameOfTownship(code: string): string | null {
    const site = siteOf(code)
    return site ? nameOf(site.township) : null
  }

  return { sites, choices, townships, nameOfSite, nameOfTownship }
}
