/** Where to look when an identity number is wrong: people compare a part of it with the card, not all of it. */
import { PROVINCES } from '../domain/areas'
import { mod11_2 } from '../domain/checksum'
import { type IdFault, readIdNumber } from '../domain/idNumber'
import { t } from '../i18n'

const SYNTHETIC = '99' // no province; numbers of nobody begin with it
const ONCE_ABROAD = ['81', '82', '83'] // residence permits of Hong Kong, Macao and Taiwan
const PLACES_OF_CARDS = [
  ...PROVINCES.map(([code]) => code.slice(0, 2)),
  ...ONCE_ABROAD,
  SYNTHETIC,
  '91', // foreigners' permanent residence
]

/** A sentence for a fault of a number that was typed. */
export function idHint(idNo: string, fault: IdFault): string {
  if (fault === 'old-number') return oldHint(idNo)
  if (fault === 'check-character') return checkHint(idNo)
  return fault ? t(`id.${fault}`, { n: idNo.length }) : ''
}

function oldHint(idNo: string): string {
  const present = upgraded(idNo)
  return readIdNumber(present).fault ? t('id.old-number') : t('id.old-number-as', { no: grouped(present) })
}

function checkHint(idNo: string): string {
  const place = swappedAt(idNo)
  if (place) return t('id.swapped', { a: place, b: place + 1, no: grouped(idNo) })
  const isPlace = PLACES_OF_CARDS.includes(idNo.slice(0, 2))
  return t(isPlace ? 'id.check-character' : 'id.wrong-area', { no: grouped(idNo) })
}

/** `999999 19880312 1012`: area, birth date, the rest. */
function grouped(idNo: string): string {
  return [idNo.slice(0, 6), idNo.slice(6, 14), idNo.slice(14)].join(' ')
}

/** The eighteen digits of a number of fifteen: the century of the birth year, and a check character. */
export function upgraded(idNo: string): string {
  const digits = `${idNo.slice(0, 6)}19${idNo.slice(6)}`
  return digits + mod11_2(digits)
}

/** Counted from 1: where two neighbours are that make the number right when they change places; 0 unless it is one. */
export function swappedAt(idNo: string): number {
  const places = Array.from({ length: 17 }, (_, index) => index).filter((index) => {
    const [left = '', right = ''] = idNo.slice(index, index + 2)
    return left !== right && isLikely(idNo.slice(0, index) + right + left + idNo.slice(index + 2))
  })
  return places.length === 1 ? (places[0] ?? 0) + 1 : 0
}

function isLikely(idNo: string): boolean {
  const { fault, born } = readIdNumber(idNo)
  return !fault && /^(19|20)/.test(born) && PLACES_OF_CARDS.includes(idNo.slice(0, 2))
}
