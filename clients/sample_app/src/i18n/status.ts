/** Words of the bar at the top. */
import type { Words } from './words'

export const status = {
  'status.online': { zh: '在线', en: 'Online' },
  'status.village': { zh: '村里主机', en: 'Village hub' },
  'status.offline': { zh: '离线', en: 'Offline' },
  'status.carryOn': { zh: ' · 可照常受理发证', en: ' · carry on' },
  'status.reading': { zh: '正在读取记录…', en: 'Reading records…' },
  'status.fetching': { zh: '正在取回…', en: 'Fetching…' },
  'status.waiting': { zh: '待同步 {n}', en: '{n} to send' },
  'status.refused': { zh: '被退回 {n}', en: '{n} refused' },
  'status.copied': { zh: '本机可能被复制', en: 'Copied?' },
  'status.noIssuing': { zh: '，停止出证', en: ' No issuing' },
  'status.lost': { zh: '丢失 {n} 条记录', en: '{n} records lost' },
  'status.numbers': { zh: '号段余 {n}', en: '{n} numbers left' },
  'status.confirmed': { zh: '确认', en: 'confirmed' },
  'status.fromHub': { zh: '已校时', en: 'district time' },
  'status.unconfirmed': { zh: '待确认', en: 'to confirm' },
  'status.setBack': { zh: '本机时钟被拨回，日期待确认', en: 'clock was set back: confirm' },
  'status.setIt': { zh: '，请校准', en: ': set it' },
  'status.ahead.minutes': { zh: '时钟快 {n} 分钟', en: 'clock {n} min ahead' },
  'status.ahead.hours': { zh: '时钟快 {n} 小时', en: 'clock {n} h ahead' },
  'status.behind.minutes': { zh: '时钟慢 {n} 分钟', en: 'clock {n} min behind' },
  'status.behind.hours': { zh: '时钟慢 {n} 小时', en: 'clock {n} h behind' },
  'status.daysOff': { zh: '本机日期差 {n} 天', en: 'date {n} days off' },
} satisfies Words
