/** What the lists of the dashboard say. */
import { speaker } from '../../../i18n/language'
import type { Words } from '../../../i18n/words'

export const LISTS = {
  lists: { zh: '清单', en: 'Lists' },
  overdue: { zh: '超期办件', en: 'Overdue cases' },
  pledges: { zh: '承诺未核实', en: 'Pledges not verified' },
  complaints: { zh: '投诉', en: 'Complaints' },
  violations: { zh: '违规与提醒', en: 'What should not have been' },
  rectification: { zh: '整改', en: 'Guides on show' },
  backlog: { zh: '待查验', en: 'Look-ups that wait' },
  duplicates: { zh: '重复发证', en: 'Duplicates' },

  asOfNow: { zh: '{list}（此刻的数）', en: '{list} (as of now)' },

  due: { zh: '承诺办结', en: 'Due' },
  late: { zh: '已超（天）', en: 'Days late' },
  state: { zh: '状态', en: 'State' },
  spouse: { zh: '承诺人', en: 'By' },
  'spouse.HUSBAND': { zh: '丈夫', en: 'Husband' },
  'spouse.WIFE': { zh: '妻子', en: 'Wife' },
  signed: { zh: '签署', en: 'Signed' },
  waited: { zh: '已等工作日', en: 'Working days' },
  'pledge.UNVERIFIED': { zh: '还没核实', en: 'Not yet verified' },
  'pledge.VERIFYING': { zh: '核实中', en: 'Being verified' },
  'pledge.UNREACHABLE': { zh: '联系不上对方', en: 'Nobody reached' },
  'pledge.DISPUTED': { zh: '对方说法不一', en: 'Disputed' },
  ages: {
    zh: '3日以内 {PLEDGES_UNVERIFIED_TO3} · 4至5日 {PLEDGES_UNVERIFIED_TO5} · 6至10日 {PLEDGES_UNVERIFIED_TO10} · 10日以上 {PLEDGES_UNVERIFIED_LONG}',
    en: 'Up to 3 days {PLEDGES_UNVERIFIED_TO3} · 4–5 {PLEDGES_UNVERIFIED_TO5} · 6–10 {PLEDGES_UNVERIFIED_TO10} · over 10 {PLEDGES_UNVERIFIED_LONG}',
  },
  first: {
    zh: '只列出最早的 {n} 条；把范围选小一些，可以看到其余的。',
    en: 'These are the {n} oldest. Choose a smaller area to see the others.',
  },
  received: { zh: '收到', en: 'Received' },
  source: { zh: '来源', en: 'From' },
  cause: { zh: '事由', en: 'Cause' },
  before: { zh: '之前同类', en: 'Like it before' },
  answered: { zh: '答复', en: 'Answered' },
  outcome: { zh: '结论', en: 'Outcome' },
  open: { zh: '未答复', en: 'Open' },
  at: { zh: '时间', en: 'When' },
  kind: { zh: '性质', en: 'Kind' },
  what: { zh: '情况', en: 'What' },
  done: { zh: '做好', en: 'Done' },
  doneOn: { zh: '完成日期', en: 'Since' },
  isLate: { zh: '按期', en: 'In time' },
  yes: { zh: '是', en: 'Yes' },
  no: { zh: '否', en: 'No' },
  waits: { zh: '已等天数', en: 'Days waited' },
  'waits.upTo': { zh: '{n} 天以内', en: 'Up to {n}' },
  'waits.longer': { zh: '更久', en: 'Longer' },
  count: { zh: '条数', en: 'How many' },
  'trouble.NOT_CONFIGURED': { zh: '人口系统还没有接通。', en: 'The population system is not connected.' },
  'trouble.UNREACHABLE': {
    zh: '人口系统连接不上，恢复后会自动查验。',
    en: 'The population system does not answer; look-ups go on when it does.',
  },
  'trouble.REFUSED': {
    zh: '人口系统拒绝了查验，请联系管理员。',
    en: 'The population system refuses: tell the administrator.',
  },
  certificate: { zh: '证号', en: 'Certificate' },
  other: { zh: '另一本', en: 'The other' },
  place: { zh: '哪里发的', en: 'Issued at' },
  otherPlace: { zh: '另一本哪里发的', en: 'The other at' },
  foundAt: { zh: '发现', en: 'Found' },
  'duplicate.OPEN': { zh: '未处理', en: 'Open' },
  'duplicate.RESOLVED': { zh: '已处理', en: 'Resolved' },
} satisfies Words

export const t = speaker(LISTS)
export type ListWord = keyof typeof LISTS
