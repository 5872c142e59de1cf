/** What all pages of the desk say, and their names. */
import { speaker } from '../../i18n/language'
import type { Words } from '../../i18n/words'

export const desk = {
  pages: { zh: '工作台各页', en: 'Pages of the desk' },
  begin: { zh: '从这里开始', en: 'Start' },
  devices: { zh: '平板', en: 'Tablets' },
  complaints: { zh: '投诉', en: 'Complaints' },
  publicity: { zh: '公示与整改', en: 'Publicity' },
  inspections: { zh: '抽查', en: 'Inspections' },
  guides: { zh: '办事指南', en: 'Guides' },
  calendar: { zh: '工作日历', en: 'Calendar' },
  people: { zh: '人员', en: 'People' },
  sites: { zh: '站点与时限', en: 'Sites and limits' },
  violations: { zh: '违规与拦截', en: 'Violations' },
  audit: { zh: '查看记录', en: 'Who looked' },
  setup: { zh: '开通', en: 'Set up' },
  tablet: { zh: '审核、作废（平板端）', en: 'Decisions (tablet app)' },
  notSure: { zh: '再想想', en: 'Not yet' },
  close: { zh: '收起', en: 'Close' },
  more: { zh: '再看一些', en: 'More' },
  open: { zh: '打开', en: 'Open' },
  needed: { zh: '请填写。', en: 'Fill this in.' },
  choose: { zh: '请选一项。', en: 'Choose one.' },
  dayToCome: { zh: '日期还没到。', en: 'That day is still to come.' },
  notForYou: { zh: '您的账号不用办这里的事。', en: 'This page is not for your post.' },
  all: { zh: '全部', en: 'All' },
  yes: { zh: '是', en: 'Yes' },
  no: { zh: '否', en: 'No' },
  never: { zh: '从未', en: 'Never' },
  site: { zh: '站点', en: 'Site' },
  township: { zh: '镇街', en: 'Township' },
  at: { zh: '时间', en: 'When' },
  by: { zh: '经办', en: 'By' },
  from: { zh: '从', en: 'From' },
  to: { zh: '到', en: 'To' },
  caseNo: { zh: '受理编号', en: 'Case number' },
  caseIfAny: { zh: '哪一件（可不填）', en: 'Which case (if any)' },
  item: { zh: '事项', en: 'Certificate' },
  done: { zh: '办理', en: 'To do' },
} satisfies Words

export const t = speaker(desk)
