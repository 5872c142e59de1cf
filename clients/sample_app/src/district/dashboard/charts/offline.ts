/** Certificates that people got although there was no network. */
import { type MonthChart, valuesOf } from './months'
import { CHARTS } from './words'

export const offline: MonthChart = {
  key: 'offline',
  title: CHARTS.offline,
  names: ['OFFLINE_ISSUED'],
  series: (months, language) => [
    {
      title: CHARTS['offline.count'][language],
      unit: 'count',
      values: valuesOf(months, 'OFFLINE_ISSUED', 'numerator'),
      isBar: true,
    },
    { title: CHARTS['offline.share'][language], unit: 'share', values: valuesOf(months, 'OFFLINE_ISSUED') },
  ],
}
