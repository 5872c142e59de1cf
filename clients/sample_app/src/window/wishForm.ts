/** The form of a couple who lost what another office issued. */
import type { Home } from '../casework/copies'
import { faultsOfNumber } from '../domain/couple'
import type { FactBodies } from '../domain/facts'
import type { Item } from '../domain/guides'
import { readCertificateNumber } from '../domain/numbers'
import { type Named, SPOUSES } from '../domain/people'
import { numberIn } from './finding'
import { ITEMS } from './guides'
import { readHome } from './home'

export interface WishForm {
  item: Item | ''
  certNo: string
  husband: Named
  wife: Named
  home: Home
}

export type Lost = Omit<FactBodies['reissue-wish'], 'address'>

export function emptyWish(): WishForm {
  const [husband, wife] = [
    { name: '', idNo: '' },
    { name: '', idNo: '' },
  ]
  return { item: '', certNo: '', husband, wife, home: { recipient: '', phone: '', address: '' } }
}

/** The number in what was typed or scanned, and which certificate it is of; undefined for anything else. */
export function readLostNumber(text: string): { certNo: string; item: Item } | undefined {
  try {
    const certNo = numberIn(text)
    const item = ITEMS.find((one) => one === readCertificateNumber(certNo).item)
    return item && { certNo, item }
  } catch {
    return undefined
  }
}

/** Undefined as long as something is missing or wrong; a number is missing where they do not know it. */
export function readWish(form: WishForm, day: string): { lost: Lost; home: Home } | undefined {
  const read = readLostNumber(form.certNo)
  const item = read?.item ?? form.item
  const home = readHome(form.home)
  const [husband, wife] = SPOUSES.map((spouse) => ({
    name: form[spouse].name.trim(),
    idNo: form[spouse].idNo,
  }))
  const isFaulty = SPOUSES.some(
    (spouse) => !form[spouse].name.trim() || faultsOfNumber(spouse, form[spouse].idNo, day).length,
  )
  if (!home || !item || !husband || !wife || isFaulty || (form.certNo.trim() && !read)) return undefined
  return { lost: { item, certNo: read?.certNo ?? '', husband, wife }, home }
}
