/** What people complained of, and what they were asked for against the guide. */
import { type MonthChart, valuesOf } from './months'
import { CHARTS } from './words'

export const demands: MonthChart = {
  key: 'demands',
  title: CHARTS.demands,
  names: ['COMPLAINTS', 'ILLEGAL_DEMANDS'],
  series: (months, language) => [
    {
      title: CHARTS['demands.complaints'][language],
      unit: 'count',
      values: valuesOf(months, 'COMPLAINTS'),
      isBar: true,
    },
    {
      title: CHARTS['demands.illegal'][language],
      unit: 'count',
      values: valuesOf(months, 'ILLEGAL_DEMANDS', 'numerator'),
      isBar: true,
    },
  ],
}
