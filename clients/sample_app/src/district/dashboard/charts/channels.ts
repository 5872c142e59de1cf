/** Where cases come in. */
import { type MonthChart, valuesOf } from './months'
import { CHARTS } from './words'

export const channels: MonthChart = {
  key: 'channels',
  title: CHARTS.channels,
  names: ['ONLINE_SHARE'],
  series: (months, language) => {
    const [all, online] = [
      valuesOf(months, 'ONLINE_SHARE', 'denominator'),
      valuesOf(months, 'ONLINE_SHARE', 'numerator'),
    ]
    const window = all.map((n, index) => (n === null ? null : n - (online[index] ?? 0)))
    return [
      { title: CHARTS['channels.window'][language], unit: 'count', values: window, isBar: true },
      { title: CHARTS['channels.online'][language], unit: 'count', values: online, isBar: true },
      { title: CHARTS['channels.share'][language], unit: 'share', values: valuesOf(months, 'ONLINE_SHARE') },
    ]
  },
}
