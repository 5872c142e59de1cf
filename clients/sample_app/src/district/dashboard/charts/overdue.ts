/** What was not done in time: by the day that was promised, and by the law. */
import { type MonthChart, valuesOf } from './months'
import { CHARTS } from './words'

export const overdue: MonthChart = {
  key: 'overdue',
  title: CHARTS.overdue,
  names: ['OVERDUE_RATE', 'OVERDUE_BY_LAW_RATE'],
  series: (months, language) => [
    { title: CHARTS['overdue.promised'][language], unit: 'share', values: valuesOf(months, 'OVERDUE_RATE') },
    {
      title: CHARTS['overdue.law'][language],
      unit: 'share',
      values: valuesOf(months, 'OVERDUE_BY_LAW_RATE'),
    },
  ],
}
