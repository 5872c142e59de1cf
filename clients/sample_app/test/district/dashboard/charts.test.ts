import { expect, test } from 'vitest'
import { channels } from '../../../src/district/dashboard/charts/channels'
import { demands } from '../../../src/district/dashboard/charts/demands'
import { handling } from '../../../src/district/dashboard/charts/handling'
import { monthsOf, option, sayMonths } from '../../../src/district/dashboard/charts/months'
import { offline } from '../../../src/district/dashboard/charts/offline'
import { bars, overTime } from '../../../src/district/dashboard/charts/option'
import { overdue } from '../../../src/district/dashboard/charts/overdue'
import { visits } from '../../../src/district/dashboard/charts/visits'
import type { Figure } from '../../../src/district/dashboard/figures'

const LOOK = { language: 'zh', size: 16 } as const

function figure(name: string, month: string, values: Partial<Figure>): Figure {
  const area = { code: '500116', name: '江津区', nameEn: 'Jiangjin' }
  const nothing = { numerator: null, denominator: null, value: null, p50: null, p90: null }
  return { kpi: { name }, area, from: `${month}-01`, to: `${month}-28`, ...nothing, ...values }
}

function series(...figures: Figure[]) {
  return monthsOf(
    new Map(
      [...new Set(figures.map(({ kpi }) => kpi.name))].map((name) => [
        name,
        figures.filter(({ kpi }) => kpi.name === name),
      ]),
    ),
  )
}

test('months begin where something was counted, and are in order', () => {
  const months = series(
    figure('OVERDUE_RATE', '2026-03', { value: 0.1 }),
    figure('OVERDUE_RATE', '2026-01', { value: null }),
    figure('OVERDUE_RATE', '2026-02', { value: 0.2 }),
  )
  expect(months.map(({ month }) => month)).toEqual(['2026-02', '2026-03'])
})

test('a year stands where it begins', () => {
  const months = ['2025-11', '2025-12', '2026-01', '2026-02'].map((month) => ({ month, figures: new Map() }))
  expect(sayMonths(months, 'zh')).toEqual(['11月\n2025年', '12月', '1月\n2026年', '2月'])
  expect(sayMonths(months, 'en')).toEqual(['Nov\n2025', 'Dec', 'Jan\n2026', 'Feb'])
})

test('visits: mean, median and ninth decile as lines, who came again as bars on the right axis', () => {
  const months = series(
    figure('VISITS_PER_CASE', '2026-05', { value: 1.3, p50: 1, p90: 2 }),
    figure('REPEAT_VISIT_RATE', '2026-05', { value: 0.25 }),
  )
  const drawn = option(visits, months, LOOK).series as { type: string; data: number[]; yAxisIndex: number }[]
  expect(drawn.map(({ type, data, yAxisIndex }) => [type, data[0], yAxisIndex])).toEqual([
    ['line', 1.3, 0],
    ['line', 1, 0],
    ['line', 2, 0],
    ['bar', 0.25, 1],
  ])
})

test('who did not come by 渝快办 came to a window', () => {
  const months = series(figure('ONLINE_SHARE', '2026-05', { numerator: 3, denominator: 10, value: 0.3 }))
  expect(channels.series(months, 'zh').map(({ values }) => values[0])).toEqual([7, 3, 0.3])
})

test('certificates without a network: how many, and which share', () => {
  const months = series(figure('OFFLINE_ISSUED', '2026-05', { numerator: 2, denominator: 8, value: 0.25 }))
  expect(offline.series(months, 'zh').map(({ values }) => values[0])).toEqual([2, 0.25])
})

test('late by promise and by law', () => {
  const months = series(
    figure('OVERDUE_RATE', '2026-05', { value: 0.04 }),
    figure('OVERDUE_BY_LAW_RATE', '2026-05', { value: 0.02 }),
  )
  expect(overdue.series(months, 'en').map(({ title, values }) => [title, values[0]])).toEqual([
    ['By the promised day', 0.04],
    ['By law', 0.02],
  ])
})

test('complaints, and the demands themselves rather than their rate', () => {
  const months = series(
    figure('COMPLAINTS', '2026-05', { value: 3 }),
    figure('ILLEGAL_DEMANDS', '2026-05', { numerator: 2, denominator: 100, value: 2 }),
  )
  expect(demands.series(months, 'zh').map(({ values }) => values[0])).toEqual([3, 2])
})

test('the three minutes are in the picture though everybody is faster', () => {
  const months = series(figure('HANDLING_TIME', '2026-05', { p50: 60, p90: 90 }))
  const { yAxis, series: drawn } = option(handling, months, LOOK)
  expect(yAxis).toMatchObject([{ max: 200 }])
  expect((drawn as { markLine?: object }[])[0]?.markLine).toMatchObject({ data: [{ yAxis: 180 }] })
})

test('no axis goes beyond 100%', () => {
  const line = { title: '', unit: 'share', values: [0.97, 1] }
  expect(overTime(['5月', '6月'], [line], LOOK).yAxis).toMatchObject([{ max: 1 }])
})

test('lines differ by form as well as by colour', () => {
  const lines = ['a', 'b', 'c'].map((title) => ({ title, unit: 'count', values: [1] }))
  const drawn = overTime(['5月'], lines, LOOK).series as { symbol: string; lineStyle: { type: string } }[]
  expect(new Set(drawn.map(({ symbol }) => symbol)).size).toBe(3)
  expect(new Set(drawn.map(({ lineStyle }) => lineStyle.type)).size).toBe(3)
})

test('a bar has its value written at its end, and what a tooltip says is text', () => {
  const drawn = bars(['几江街道'], { title: '超期率', unit: 'share', values: [0.125] }, LOOK)
  const [bar] = drawn.series as { label: { formatter(of: { value: number }): string } }[]
  expect(bar?.label.formatter({ value: 0.125 })).toBe('12.5%')
  expect(drawn.tooltip).toMatchObject({ renderMode: 'richText' })
})
