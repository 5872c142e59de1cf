/** The months of some figures side by side, and a chart of them. */
import type { Text } from '../../../domain/guides'
import type { Language } from '../../../i18n/language'
import type { Figure } from '../figures'
import { type Look, type Option, overTime, type Series } from './option'

/** Of each month the figures by their names. */
export interface Month {
  month: string // `2026-11`
  figures: Map<string, Figure>
}

export interface MonthChart {
  key: string
  title: Text
  names: string[] // of the figures it is drawn from
  series(months: Month[], language: Language): Series[]
}

export function option(chart: MonthChart, months: Month[], look: Look): Option {
  return overTime(sayMonths(months, look.language), chart.series(months, look.language), look)
}

/** From the first month in which anything was counted. */
export function monthsOf(series: Map<string, Figure[]>): Month[] {
  const months = new Map<string, Month>()
  for (const [name, figures] of series) {
    for (const figure of figures) {
      const month = figure.from.slice(0, 7)
      const found = months.get(month) ?? { month, figures: new Map() }
      months.set(month, found)
      found.figures.set(name, figure)
    }
  }
  const ordered = [...months.values()].sort((one, other) => (one.month < other.month ? -1 : 1))
  const first = ordered.findIndex(({ figures }) => [...figures.values()].some(({ value }) => value))
  return first === -1 ? ordered : ordered.slice(first)
}

/** One number of one figure, month by month. */
export function valuesOf(
  months: Month[],
  name: string,
  of: 'value' | 'p50' | 'p90' | 'numerator' | 'denominator' = 'value',
): (number | null)[] {
  return months.map(({ figures }) => figures.get(name)?.[of] ?? null)
}

/** `11月`; with its year below where one begins. */
export function sayMonths(months: Month[], language: Language): string[] {
  return months.map(({ month }, index) => {
    const [year, of] = month.split('-').map(Number) as [number, number]
    const isChinese = language === 'zh'
    const short = isChinese
      ? `${of}月`
      : new Date(Date.UTC(year, of - 1)).toLocaleString('en', { month: 'short', timeZone: 'UTC' })
    if (index > 0 && of !== 1) return short
    return `${short}\n${isChinese ? `${year}年` : year}`
  })
}
