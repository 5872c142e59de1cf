/** What stands in a tablet's way: the hub finds it (`deviceStanding`), here it gets its words. */
import { shanghaiMinute } from '../../../../domain/shanghai'
import { language, speaker } from '../../../../i18n/language'
import { records } from '../../../../i18n/records'
import { ENGLISH } from '../../../../i18n/rules'
import type { Words } from '../../../../i18n/words'
import { ENDS, ITEMS, wordOf } from '../../../codes'
import type { PageName } from '../../pages'
import { t as desk } from '../../words'
import { ADVICE, ALARMS, TROUBLES, t } from './words'

export interface Trouble {
  code: keyof typeof TROUBLES
  about: string
  count: number | null
  at: string | null
}

export interface Refused {
  fact: string
  rule: string
  reason: string
}

const SHOWN = 5 // refused records; how many there are is said
const ABOUT: Partial<Record<Trouble['code'], Words>> = { ENDED: ENDS, ALARM: ALARMS, FEW_NUMBERS: ITEMS }
const what = speaker(TROUBLES)
const advice = speaker(ADVICE)

/** The page on which something is to be done, or to be seen. */
export const PAGE: Partial<Record<Trouble['code'], PageName>> = {
  ALARM: 'devices',
  REFUSED: 'violations',
  WAITS_FOR_GUIDE: 'guides',
}

export function sayTrouble({ code, about, count, at }: Trouble): { what: string; advice: string } {
  const values = { about: sayAbout(code, about), count: count ?? 0, at: at ? shanghaiMinute(at) : '' }
  return { what: what(code, values), advice: advice(code) }
}

/** Which records it is about, a line each: of the refused ones the latest first. */
export function recordsOf(
  { code, about }: Trouble,
  { refused, alarms }: { refused: Refused[]; alarms: { kind: string; seq: number }[] },
): string[] {
  if (code === 'REFUSED') return refused.slice(-SHOWN).reverse().map(sayRefused)
  if (code !== 'ALARM') return []
  const seqs = alarms.filter(({ kind }) => kind === about).map(({ seq }) => seq)
  return [t('records', { seqs: seqs.join(desk('and')) })]
}

function sayRefused({ fact, rule, reason }: Refused): string {
  const [type, , n = ''] = fact.split(':')
  const known: Words = records
  const kind = known[`record.${type}`] ?? records['record.other']
  const record = speaker(records)('record.nth', { n, what: kind[language.value] })
  return t('because', { record, why: (language.value === 'en' && ENGLISH[rule]) || reason })
}

/** `guide:birth-service:2031-1` is a version of a guide. */
function sayAbout(code: Trouble['code'], about: string): string {
  if (code !== 'WAITS_FOR_GUIDE') return wordOf(ABOUT[code] ?? {}, about)
  const [, item = '', version = ''] = about.split(':')
  return `${wordOf(ITEMS, item.toUpperCase().replaceAll('-', '_'))} ${version}`
}
