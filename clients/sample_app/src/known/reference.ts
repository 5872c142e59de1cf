/** What the district publishes, as this tablet holds it: guides, working days, its own particulars, shorter limits. */
import { reactive, shallowReactive } from 'vue'
import type { Calendar } from '../domain/calendar'
import type { Guide, Text } from '../domain/guides'
import type { IssuedMonth } from '../domain/issued'
import type { StoredDocument } from '../local/store'

/** The district as the reference database tells it. */
export interface District {
  code: string
  name: string
  nameEn: string
  publicUrl: string
  complaintPhone: string
  portal: string
}

/** A site, the township's own among them; `limits` are working days that its township promises, by item (R23). */
interface Site extends OwnSite {
  limits?: Record<string, number>
}

/** The site of this tablet, as its enrolment tells it. */
export interface OwnSite {
  code: string
  name: string
  nameEn: string
}

export class Reference {
  readonly guides = shallowReactive(new Map<string, Guide>())
  readonly calendars = shallowReactive(new Map<number, Calendar>())
  /** Who has a certificate in force, by month. */
  readonly issued = shallowReactive(new Map<string, IssuedMonth>())
  readonly district = reactive<Partial<District>>({})
  readonly #siteNames = shallowReactive(new Map<string, Text>())
  #limits: Record<string, number> = {}

  constructor(private readonly site: OwnSite) {
    this.#nameSite(site)
  }

  /** A document of the reference database, new or changed. */
  tell(document: StoredDocument): void {
    if (document.type === 'district') Object.assign(this.district, document)
    else if (document.type === 'guide') this.guides.set(document._id, document as unknown as Guide)
    else if (document.type === 'calendar') this.#tellCalendar(document as unknown as Calendar)
    else if (document.type === 'issued') this.#tellIssued(document as unknown as IssuedMonth)
    else if (document.type === 'site') this.#tellSite(document as unknown as Site)
  }

  /** The working days this site promises: the guide's, or fewer where its township says so; never more. */
  workingDays({ item, workingDays }: Guide): number {
    const own = this.#limits[item] ?? workingDays
    return Math.min(workingDays, Math.max(own, 1))
  }

  /** How a site is called; its code, where it is not told. */
  siteName(code: string): Text {
    return this.#siteNames.get(code) ?? { zh: code, en: code }
  }

  #tellIssued(list: IssuedMonth): void {
    this.issued.set(list.month, list)
  }

  #tellCalendar(calendar: Calendar): void {
    this.calendars.set(calendar.year, calendar)
  }

  #tellSite(site: Site): void {
    this.#nameSite(site)
    if (site.code === this.site.code) this.#limits = site.limits ?? {}
  }

  #nameSite({ code, name, nameEn }: OwnSite): void {
    this.#siteNames.set(code, { zh: name, en: nameEn })
  }
}
