/** How often a couple comes for a case. */
import { type MonthChart, valuesOf } from './months'
import { CHARTS } from './words'

export const visits: MonthChart = {
  key: 'visits',
  title: CHARTS.visits,
  names: ['VISITS_PER_CASE', 'REPEAT_VISIT_RATE'],
  series: (months, language) => [
    { title: CHARTS['visits.mean'][language], unit: 'visits', values: valuesOf(months, 'VISITS_PER_CASE') },
    {
      title: CHARTS['visits.p50'][language],
      unit: 'visits',
      values: valuesOf(months, 'VISITS_PER_CASE', 'p50'),
    },
    {
      title: CHARTS['visits.p90'][language],
      unit: 'visits',
      values: valuesOf(months, 'VISITS_PER_CASE', 'p90'),
    },
    {
      title: CHARTS['visits.again'][language],
      unit: 'share',
      values: valuesOf(months, 'REPEAT_VISIT_RATE'),
      isBar: true,
    },
  ],
}
