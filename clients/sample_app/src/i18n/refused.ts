/** What was refused, why, and what the clerk can do about it. */

import { TOO_LARGE } from '../hub/batches'
import { type Refusal, writtenBy } from '../hub/refusals'
import { language, type TextKey, t, WORDS } from '.'
import { ENGLISH } from './rules'

/** What the clerk can do about it; everything else is the township's to put right. */
const NEXT: Readonly<Record<string, 'update' | 'correct' | 'byTownship' | 'readmit'>> = {
  'unknown-type': 'update',
  shape: 'update',
  'hub-only': 'update',
  'other-guide': 'update',
  'not-asked': 'update',
  'id-number': 'correct',
  sex: 'correct',
  'same-person': 'correct',
  area: 'correct',
  'born-later': 'correct',
  'older-than-parent': 'correct',
  'same-child': 'correct',
  'day-to-come': 'correct',
  role: 'byTownship',
  'ended-device': 'readmit',
}

/** A refused record, and the tablet on which that is told. */
interface Told extends Refusal {
  here: string
}

/** `A4`, of another tablet of the office that the district has forgotten; empty where it is not about one. */
function forgotten({ id, reason, here }: Told): string {
  const { device } = writtenBy(id)
  return reason.startsWith('unknown-device ') && device !== here ? device.slice(-2) : ''
}

export function sayNextStep(told: Told): string {
  const tablet = forgotten(told)
  if (tablet) return t('refused.itsPaper', { tablet })
  return t(`refused.${NEXT[told.reason.split(' ')[0] ?? ''] ?? 'tell'}`)
}

/** The hub's sentence without the name of its rule; a rule that this version does not know is given whole. */
export function sayRefusal(told: Told): string {
  const { reason } = told
  const tablet = forgotten(told)
  if (tablet) return t('refused.forgotten', { tablet })
  if (reason === TOO_LARGE) return t('sync.tooLarge')
  const [rule = '', ...sentence] = reason.split(' ')
  const english = ENGLISH[rule]
  if (!english || !sentence.length) return reason
  return language.value === 'en' ? english : sentence.join(' ')
}

/** `certificate:500116001901A3:12`: which record that is, of this tablet or of which other one. */
export function sayRecord(id: string, here: string): string {
  const [type = '', device = '', n = ''] = id.split(':')
  const key = `record.${type}`
  const record = t('record.nth', { n, what: t(key in WORDS ? (key as TextKey) : 'record.other') })
  return device === here ? record : t('record.ofTablet', { tablet: device.slice(-2), record })
}
