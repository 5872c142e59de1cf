/** The names of areas, and which lie in which: from the sites that who is signed in may see. */
import type { Area } from './figures'

export interface Site extends Area {
  township: Area
}

/** Of what is known only by a code, or by the number of a certificate, which begins with two letters. */
export function siteOf(codeOrNumber: string, sites: Site[]): Site | undefined {
  return sites.find(({ code }) => codeOrNumber.replace(/^[A-Z]{2}/, '').startsWith(code))
}

/** Townships in the order of their codes, each once. */
export function townshipsOf(sites: Site[]): Area[] {
  return [...new Map(sites.map(({ township }) => [township.code, township])).values()]
}

/** From the area of who is signed in down to `code`: what a person goes back up by. */
export function pathTo(code: string, own: Area, sites: Site[]): Area[] {
  const site = sites.find((one) => one.code === code)
  const township = sites.find((one) => one.township.code === code.slice(0, 9))?.township
  const path = [own, code.length >= 9 ? township : undefined, site]
  return path.filter((one, index) => one && (index === 0 || one.code.length > own.code.length)) as Area[]
}
