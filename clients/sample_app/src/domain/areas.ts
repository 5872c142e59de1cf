/** The first two digits of an area code and the names that go with them (GB/T 2260). */
import provinces from '../../../../schema/provinces.json'

export const CHONGQING = '500000'

/** Provinces in the order of their codes, as `[area of the whole province, name]`. */
export const PROVINCES: readonly (readonly [string, string])[] = Object.entries(provinces).map(
  ([digits, name]) => [`${digits}0000`, name] as const,
)

/** `四川省` of any area inside it; empty when there is no such province. */
export function provinceName(area: string): string {
  return PROVINCES.find(([code]) => code.slice(0, 2) === area.slice(0, 2))?.[1] ?? ''
}

export function townshipOf(site: string): string {
  return site.slice(0, 9)
}

/** The code of the township's own desk (镇街), which is a site too. */
export function deskOf(site: string): string {
  return `${townshipOf(site)}000`
}

export function isOutside(area: string): boolean {
  return area !== '' && !area.startsWith(CHONGQING.slice(0, 2))
}
