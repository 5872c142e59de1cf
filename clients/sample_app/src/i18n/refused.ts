/** What was refused, why, and what the clerk can do about it. */

import { TOO_LARGE } from '../hub/batches'
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

export function nextStep(reason: string): 'update' | 'correct' | 'byTownship' | 'readmit' | 'tell' {
  return NEXT[reason.split(' ')[0] ?? ''] ?? 'tell'
}

/** The hub's sentence without the name of its rule; a rule that this version does not know is given whole. */
export function sayRefusal(reason: string): string {
  if (reason === TOO_LARGE) return t('sync.tooLarge')
  const [rule = '', ...sentence] = reason.split(' ')
  const english = ENGLISH[rule]
  if (!english || !sentence.length) return reason
  return language.value === 'en' ? english : sentence.join(' ')
}

/** `certificate:500116001901A3:12`: which record of this tablet that is. */
export function sayRecord(id: string): string {
  const [type = '', , n = ''] = id.split(':')
  const key = `record.${type}`
  return t('record.nth', { n, what: t(key in WORDS ? (key as TextKey) : 'record.other') })
}
