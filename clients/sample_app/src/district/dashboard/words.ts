/** What the dashboard alone says. */
import { speaker } from '../../i18n/language'
import type { Words } from '../../i18n/words'

const DASHBOARD = {
  title: { zh: '{area} · 一次办看板', en: '{area} · dashboard' },
  filters: { zh: '筛选', en: 'Filters' },
  period: { zh: '期间', en: 'Period' },
  'period.month': { zh: '本月', en: 'This month' },
  'period.last-month': { zh: '上月', en: 'Last month' },
  'period.quarter': { zh: '本季度', en: 'This quarter' },
  'period.year': { zh: '本年', en: 'This year' },
  'period.custom': { zh: '自选日期', en: 'Days of your own' },
  'period.days': { zh: '{from} 至 {to}', en: '{from} to {to}' },
  from: { zh: '从', en: 'From' },
  to: { zh: '到', en: 'To' },
  township: { zh: '镇街', en: 'Township' },
  'township.all': { zh: '全区', en: 'Whole district' },
  site: { zh: '站点', en: 'Office' },
  'site.all': { zh: '全部站点', en: 'All offices' },
  item: { zh: '事项', en: 'Item' },
  'item.all': { zh: '全部事项', en: 'All items' },
  'item.BIRTH_SERVICE': { zh: '生育服务证', en: 'Birth service certificate' },
  'item.FURTHER_BIRTH': { zh: '再生育服务证', en: 'Further birth certificate' },
  'item.ONLY_CHILD': { zh: '独生子女证', en: 'Only child certificate' },
  channel: { zh: '渠道', en: 'Channel' },
  'channel.all': { zh: '全部渠道', en: 'Both' },
  'channel.WINDOW': { zh: '窗口', en: 'At a window' },
  'channel.ONLINE': { zh: '渝快办', en: 'By 渝快办' },
  where: { zh: '位置', en: 'Where you are' },
  updated: { zh: '更新于 {time}', en: 'Updated at {time}' },
  'problem.kept': {
    zh: '下面还是上一次读到的数字。',
    en: 'What is shown is what was read before.',
  },

  'silent.title': {
    zh: '{n} 个站点超过 24 小时未同步，数字不含其未上传的办件',
    en: '{n} offices have not synced for over 24 hours: what they have not sent is not in the figures',
  },
  'silent.list': { zh: '看是哪些站点', en: 'Which offices' },
  'silent.none': {
    zh: '所有站点 24 小时内都同步过。',
    en: 'All offices have synced within 24 hours.',
  },

  tiles: { zh: '主要指标', en: 'Main figures' },
  'tile.parts': { zh: '{numerator} ／ {denominator}', en: '{numerator} of {denominator}' },
  'tile.target': { zh: '目标 {target}', en: 'Target {target}' },
  'tile.met': { zh: '已达到', en: 'met' },
  'tile.missed': { zh: '未达到', en: 'not met' },
  'tile.now': { zh: '此刻的数', en: 'As of now' },
  'tile.empty': { zh: '这段时间没有可算的办件', en: 'Nothing to count in this period' },
  'change.better': { zh: '比前期 {sign} {distance}，变好', en: '{sign} {distance} on before: better' },
  'change.worse': { zh: '比前期 {sign} {distance}，变差', en: '{sign} {distance} on before: worse' },
  'change.same': { zh: '和前期一样', en: 'Same as before' },
  'change.unknown': { zh: '前期没有数', en: 'None before' },
  before: { zh: '前期是 {from} 至 {to}。', en: '“Before” is {from} to {to}.' },

  league: { zh: '考核排名', en: 'League table of townships' },
  'league.rank': { zh: '名次', en: 'Rank' },
  'league.score': { zh: '得分', en: 'Score' },
  'league.cases': { zh: '办件', en: 'Cases' },
  'league.unranked': { zh: '不排名', en: 'No rank' },
  'league.why': {
    zh: '办件不足 5 件的镇街不排名；没有数据的指标不计分，其余按权重折算。',
    en: 'With fewer than 5 cases a township has no rank. A figure without data does not weigh.',
  },
  'league.silent': { zh: '未同步站点', en: 'Not synced' },
} satisfies Words

export const t = speaker(DASHBOARD)
