/** How all charts look: fonts, colours and axes of the app. What is told by colour is told by form too. */
import type { BarSeriesOption, LineSeriesOption } from 'echarts/charts'
import type { GridComponentOption, LegendComponentOption, TooltipComponentOption } from 'echarts/components'
import type { ComposeOption } from 'echarts/core'
import type { Language } from '../../../i18n/language'
import { sayValue } from '../figures'

export type Option = ComposeOption<
  BarSeriesOption | LineSeriesOption | GridComponentOption | LegendComponentOption | TooltipComponentOption
>

/** In which language, and how large: pixels of a letter. */
export interface Look {
  language: Language
  size: number
}

/** What is drawn of each place on the axis. */
export interface Series {
  title: string
  unit: string
  values: (number | null)[]
  isBar?: boolean
  target?: number | null
}

const INK = '#16211f'
const SOFT = '#53605c'
const LINE = '#cfc7b6'
const FORMS = [
  { color: '#176b56', type: 'solid', symbol: 'circle' },
  { color: '#8a4b00', type: 'dashed', symbol: 'triangle' },
  { color: '#2a5a8c', type: 'dotted', symbol: 'rect' },
] as const
const BARS = ['#a9cbbd', '#17322e', '#d9b27c']
const FONT = '"Noto Sans SC", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", Roboto, sans-serif'

/** Series over places that follow each other. Those of the first unit go by the left axis, others by the right. */
export function overTime(places: string[], series: Series[], look: Look): Option {
  const units = [...new Set(series.map(({ unit }) => unit))]
  return {
    ...frame(look),
    legend: { ...text(look), type: 'scroll', top: 0, left: 0, itemWidth: look.size * 2, itemGap: look.size },
    xAxis: {
      type: 'category',
      data: places,
      axisLabel: text(look),
      axisLine: { lineStyle: { color: LINE } },
    },
    yAxis: units.map((unit) => ({
      ...valueAxis(unit, look),
      ...topOf(series.filter((one) => one.unit === unit)),
    })),
    series: series.map((one, index) => ({
      ...(one.isBar ? bar(index) : line(index)),
      name: one.title,
      data: one.values,
      yAxisIndex: units.indexOf(one.unit),
      tooltip: {
        valueFormatter: (value) =>
          sayValue(typeof value === 'number' ? value : null, one.unit, look.language),
      },
      ...(one.target == null ? {} : { markLine: targetLine(one.target, one.unit, look) }),
    })),
  }
}

/** A bar for each name, the first at the top, with its value written at its end. */
export function bars(names: string[], { title, unit, values }: Series, look: Look): Option {
  const say = (value: unknown) => sayValue(typeof value === 'number' ? value : null, unit, look.language)
  return {
    ...frame(look),
    grid: { left: 0, right: look.size * 5, top: look.size / 2, bottom: 0, containLabel: true },
    xAxis: {
      ...valueAxis(unit, look),
      ...topOf([{ title, unit, values }]),
      min: 0,
      axisLabel: { show: false },
      splitLine: { show: false },
    },
    yAxis: {
      type: 'category',
      data: names,
      inverse: true,
      axisLabel: { ...text(look), interval: 0 },
      axisTick: { show: false },
      axisLine: { lineStyle: { color: LINE } },
    },
    series: [
      {
        type: 'bar',
        name: title,
        data: values,
        barWidth: '62%',
        itemStyle: { color: FORMS[0].color },
        label: { ...text(look), show: true, position: 'right', formatter: ({ value }) => say(value) },
        tooltip: { valueFormatter: say },
      },
    ],
  }
}

function frame(look: Look): Option {
  return {
    animation: false,
    textStyle: { fontFamily: FONT, fontSize: look.size },
    grid: { left: 0, right: 0, top: look.size * 3.2, bottom: 0, containLabel: true },
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      textStyle: { fontSize: look.size, color: INK },
      confine: true,
    },
  }
}

function text({ size }: Look) {
  return { fontSize: size, color: SOFT, textStyle: { fontSize: size, color: INK, fontFamily: FONT } }
}

function valueAxis(unit: string, look: Look) {
  return {
    type: 'value' as const,
    minInterval: unit === 'count' ? 1 : 0,
    splitNumber: 4,
    axisLabel: { ...text(look), formatter: (value: number) => sayShort(value, unit, look) },
    splitLine: { lineStyle: { color: '#e6e0d3' } },
  }
}

/** No share is above 100%, and a target is in the picture. */
function topOf(series: Series[]): { max?: number; interval?: number } {
  const most = Math.max(0, ...series.flatMap(({ values }) => values.filter((value) => value !== null)))
  const target = Math.max(0, ...series.map((one) => one.target ?? 0))
  const isShare = series.some(({ unit }) => unit === 'share')
  const isAll = most === 0 || Math.max(most, target) > 0.5
  if (isShare && isAll) return { max: 1, interval: 0.25 }
  return target > most ? { max: Math.ceil((target * 1.1) / 20) * 20 } : {}
}

function line(index: number): LineSeriesOption {
  const { color, type, symbol } = FORMS[index % FORMS.length] ?? FORMS[0]
  return {
    type: 'line',
    symbol,
    symbolSize: 9,
    connectNulls: false,
    lineStyle: { width: 3, type, color },
    itemStyle: { color },
  }
}

function bar(index: number): BarSeriesOption {
  const color = BARS[index % BARS.length] ?? INK
  return { type: 'bar', barMaxWidth: 26, itemStyle: { color } }
}

function targetLine(target: number, unit: string, look: Look) {
  const say = { zh: '目标', en: 'Target' }[look.language]
  return {
    silent: true,
    symbol: 'none',
    lineStyle: { color: '#a8201a', width: 2, type: 'dashed' as const },
    label: {
      formatter: `${say} ${sayShort(target, unit, look)}`,
      position: 'insideEndTop' as const,
      color: '#a8201a',
      fontSize: look.size,
    },
    data: [{ yAxis: target }],
  }
}

/** On an axis: `50%`, `2分`. */
function sayShort(value: number, unit: string, { language }: Look): string {
  if (unit === 'share') return `${Math.round(value * 1000) / 10}%`
  if (unit === 'seconds') return language === 'zh' ? `${value}秒` : `${value} s`
  return String(Math.round(value * 100) / 100)
}
