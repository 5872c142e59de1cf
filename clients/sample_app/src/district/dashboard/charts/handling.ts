/** From acceptance to the certificate in the hand: to be under three minutes. */
import { type MonthChart, valuesOf } from './months'
import { CHARTS } from './words'

const TARGET_SECONDS = 180

export const handling: MonthChart = {
  key: 'handling',
  title: CHARTS.handling,
  names: ['HANDLING_TIME'],
  series: (months, language) => [
    {
      title: CHARTS['handling.p50'][language],
      unit: 'seconds',
      values: valuesOf(months, 'HANDLING_TIME', 'p50'),
      target: TARGET_SECONDS,
    },
    {
      title: CHARTS['handling.p90'][language],
      unit: 'seconds',
      values: valuesOf(months, 'HANDLING_TIME', 'p90'),
    },
  ],
}
