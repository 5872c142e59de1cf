/** One figure as the hub tells it, and how it is said: its value, what it is made of, better or worse. */
import type { Text } from '../../domain/guides'
import type { Language } from '../../i18n/language'

export interface Definition {
  name: string // `VISITS_PER_CASE`
  code: string // `K1`
  zh: string
  en: string
  unit: string
  numerator: string[]
  denominator: string[]
  better: 'LOWER' | 'HIGHER'
  target: number | null
  describe: Text
  isNow: boolean
}

/** Of its cases: those of one side, or those of the denominator that are not in the numerator. */
export type Part = 'NUMERATOR' | 'DENOMINATOR' | 'MISSED'

export interface Area {
  code: string
  name: string
  nameEn: string
}

export interface Figure {
  kpi: { name: string }
  area: Area
  from: string
  to: string
  numerator: number | null
  denominator: number | null
  value: number | null
  p50: number | null
  p90: number | null
}

/** Against a target, or against the period before. */
export type Verdict = 'better' | 'worse' | 'same'

const UNITS: Record<string, Text> = {
  visits: { zh: '次', en: '' },
  count: { zh: '', en: '' },
  days: { zh: '天', en: 'days' },
  'per 100 cases': { zh: '每百件', en: 'per 100' },
  'per 1000 certificates': { zh: '每千本', en: 'per 1,000' },
}

const LONG_SECONDS = 5400 // from here on hours say more

export const NOT_KNOWN = '–'

/** `36.3%`, `1.31 次`, `2分35秒`; a dash where there is nothing to divide by. */
export function sayValue(value: number | null, unit: string, language: Language): string {
  if (value === null) return NOT_KNOWN
  return `${sayNumber(value, unit, language)} ${unitOf(unit, language)}`.trim()
}

/** The same without its unit, where that stands elsewhere. */
export function sayNumber(value: number | null, unit: string, language: Language): string {
  if (value === null) return NOT_KNOWN
  if (unit === 'share') return `${fixed(value * 100, 1)}%`
  if (unit === 'seconds') return saySeconds(value, language)
  return fixed(value, digitsOf(unit))
}

/** What is to be reached: `100%`, with no more digits than it needs. */
export function sayTarget(target: number, unit: string, language: Language): string {
  return sayShort(target, unit, language)
    .replace(/\.0+(?!\d)/, '')
    .replace('分0秒', '分钟')
    .replace('m 0s', ' min')
}

/** Empty where the number says it all. */
export function unitOf(unit: string, language: Language): string {
  return UNITS[unit]?.[language] ?? ''
}

/** As it stands in a file: without the digits nobody counts. */
export function roundedTo(value: number | null, digits = 4): number | null {
  return value === null ? null : Number(value.toFixed(digits))
}

/** How far a value is from an earlier one, without a sign. */
export function sayDistance(distance: number, unit: string, language: Language): string {
  const points = { zh: ' 个百分点', en: ' points' }
  if (unit === 'share') return `${fixed(Math.abs(distance) * 100, 1)}${points[language]}`
  return sayShort(Math.abs(distance), unit, language)
}

/** Whether a value is better than another, as far as the digits that are shown tell. */
export function compared(value: number, earlier: number, { unit, better }: Definition): Verdict {
  const [shown, before] = [value, earlier].map((one) => sayValue(one, unit, 'en'))
  if (shown === before) return 'same'
  return value > earlier === (better === 'HIGHER') ? 'better' : 'worse'
}

/** Whether a value is as good as it is to be; null without a value or a target. */
export function meetsTarget(value: number | null, { unit, better, target }: Definition): boolean | null {
  if (value === null || target === null) return null
  if (unit === 'seconds') return value < target
  return better === 'HIGHER' ? value >= target : value <= target
}

/** Which parts a figure has. Where lower is better, those who missed it are the numerator. */
export function partsOf({ denominator, better }: Definition): Part[] {
  if (!denominator.length) return ['NUMERATOR']
  return better === 'HIGHER' ? ['NUMERATOR', 'DENOMINATOR', 'MISSED'] : ['NUMERATOR', 'DENOMINATOR']
}

/** How much there is of a part. */
export function amountOf(part: Part, { numerator, denominator }: Figure): number | null {
  if (part === 'NUMERATOR' || denominator === null) return numerator
  return part === 'DENOMINATOR' ? denominator : denominator - (numerator ?? 0)
}

const TELLING = ['OUT_OF_SITE_RATE', 'VISITS_PER_CASE', 'OFFLINE_ISSUED', 'OVERDUE_RATE'] // by what they are of

/** Whether anything was done in the days of these figures: a count of nought says nothing where there was no case. */
export function haveCases(figures: Figure[]): boolean {
  return figures.some(({ kpi, denominator }) => TELLING.includes(kpi.name) && denominator)
}

/** Names of areas are the hub's, in both languages. */
export function nameOf(area: Area, language: Language): string {
  return language === 'zh' ? area.name : area.nameEn
}

/** Beside the value itself, which tells the unit. */
function sayShort(value: number, unit: string, language: Language): string {
  return unit.startsWith('per ') ? sayNumber(value, unit, language) : sayValue(value, unit, language)
}

function digitsOf(unit: string): number {
  if (unit === 'count') return 0
  return unit === 'visits' ? 2 : 1
}

function saySeconds(value: number, language: Language): string {
  const whole = Math.round(value)
  if (whole >= LONG_SECONDS) return `${fixed(whole / 3600, 1)}${language === 'en' ? ' h' : ' 小时'}`
  const [minutes, seconds] = [Math.floor(whole / 60), whole % 60]
  if (language === 'en') return minutes ? `${minutes}m ${seconds}s` : `${seconds}s`
  return minutes ? `${minutes}分${seconds}秒` : `${seconds}秒`
}

function fixed(value: number, digits: number): string {
  return value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })
}
