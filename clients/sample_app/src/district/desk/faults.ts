/** What is wrong with what was filled in, in a sentence; empty for nothing. */
import { today } from '../hubClock'
import { t } from './words'

export function needed(text: string): string {
  return text.trim() ? '' : t('needed')
}

export function chosen(choice: string): string {
  return choice ? '' : t('choose')
}

/** An ISO date that has come. */
export function pastDay(date: string): string {
  if (!date) return t('needed')
  return date > today.value ? t('dayToCome') : ''
}

const LONGEST_NAME = 60

/** As the hub judges the names of offices: a spreadsheet takes some beginnings for a formula. */
export function named(text: string): string {
  if (text.trim().length > LONGEST_NAME) return t('tooLong', { most: LONGEST_NAME })
  return needed(text) || (/^\s*[=+\-@]/.test(text) ? t('oddBeginning') : '')
}

const OF_SOMEBODY = /(?<!\d)(\d{17}[\dX]|1[3-9]\d{9})(?!\d)/i // identity numbers, mobile telephones

/** Of a text that many read and nobody masks. */
export function namingNobody(text: string): string {
  return needed(text) || (OF_SOMEBODY.test(text.normalize('NFKC')) ? t('ofSomebody') : '')
}
