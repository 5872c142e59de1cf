/** What charts say. */
import type { Words } from '../../../i18n/words'

export const CHARTS = {
  visits: { zh: '平均跑动次数', en: 'Visits per case' },
  'visits.mean': { zh: '平均', en: 'Mean' },
  'visits.p50': { zh: '中位数', en: 'Median' },
  'visits.p90': { zh: '九成在此内', en: 'Nine in ten' },
  'visits.again': { zh: '跑一次以上（右轴）', en: 'More than one (right)' },
  overdue: { zh: '超期率', en: 'Overdue' },
  'overdue.promised': { zh: '超过承诺日期', en: 'By the promised day' },
  'overdue.law': { zh: '超过法定时限', en: 'By law' },
  offline: { zh: '断网发证', en: 'Issued without a network' },
  'offline.count': { zh: '断网发证（件）', en: 'Certificates' },
  'offline.share': { zh: '占比（右轴）', en: 'Share (right)' },
  channels: { zh: '渝快办与窗口', en: 'Yukuaiban and windows' },
  'channels.window': { zh: '窗口（件）', en: 'At a window' },
  'channels.online': { zh: '渝快办（件）', en: 'By Yukuaiban' },
  'channels.share': { zh: '占比（右轴）', en: 'Share (right)' },
  handling: { zh: '窗口用时（生育服务证）', en: 'Time at the window (birth service)' },
  'handling.p50': { zh: '中位数', en: 'Median' },
  'handling.p90': { zh: '九成在此内', en: 'Nine in ten' },
  demands: { zh: '投诉与额外材料', en: 'Complaints and unlawful demands' },
  'demands.complaints': { zh: '投诉（件）', en: 'Complaints' },
  'demands.illegal': { zh: '额外材料（次）', en: 'Unlawful demands' },
} satisfies Words
