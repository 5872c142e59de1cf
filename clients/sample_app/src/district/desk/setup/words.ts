import { speaker } from '../../../i18n/language'
import type { Words } from '../../../i18n/words'

export const setup = {
  title: { zh: '开通', en: 'Set up' },
  about: {
    zh: '照下面的顺序做，做完就可以发第一张证。中途离开不要紧，做过的都在。',
    en: 'Do these in order, and the first certificate can be issued. What is done stays done.',
  },
  all: { zh: '都好了，可以受理了。', en: 'All is ready: applications can be taken.' },
  DISTRICT: { zh: '区县是谁', en: 'Who the district is' },
  TOWNSHIPS: { zh: '镇街', en: 'Townships' },
  SITES: { zh: '村、社区', en: 'Villages and communities' },
  PEOPLE: { zh: '人员', en: 'People' },
  GUIDES: { zh: '办事指南', en: 'Guides' },
  CALENDAR: { zh: '工作日历', en: 'Working days' },
  TABLET: { zh: '第一台平板', en: 'The first tablet' },
  isDone: { zh: '好了', en: 'Done' },
  isNext: { zh: '现在做这一步', en: 'Do this now' },
  isOpen: { zh: '还没做', en: 'To do' },
  go: { zh: '打开', en: 'Open' },
  more: { zh: '改一改、再加一些', en: 'Change or add more' },
  found: { zh: '保存', en: 'Save' },
  founded: { zh: '已保存：{name}。', en: 'Saved: {name}.' },
  nameAndCode: { zh: '名称和代码', en: 'Name and code' },
  code: { zh: '区县代码（6 位）', en: 'Code of the district (6 digits)' },
  codeFault: { zh: '区县代码是 6 位数字。', en: 'The code of a district has 6 digits.' },
  codeHint: { zh: '有了镇街以后不能再改。', en: 'It stays once there are townships.' },
  name: { zh: '名称', en: 'Name' },
  nameEn: { zh: '英文名称', en: 'English name' },
  phone: { zh: '监督投诉电话', en: 'Telephone for complaints' },
  publicityDeadline: { zh: '办事指南上墙期限', en: 'Guides are on show by' },
  publicityHint: {
    zh: '各窗口最迟哪天做好宣传；不填就是三周后',
    en: 'The last day for every office; else in three weeks',
  },
  portal: { zh: '渝快办网址（可不填）', en: 'Address of Yukuaiban (optional)' },
  importSites: { zh: '用 CSV 添加镇街和村、社区', en: 'Add townships and sites by CSV' },
  importPeople: { zh: '用 CSV 添加人员', en: 'Add people by CSV' },
  tabletHow: {
    zh: '选一个站点，生成配对码；在平板上输入，再由这个站点的经办人登录。登记好后这里会变成“好了”。',
    en: 'Make a pairing code for a site and type it on the tablet; then a clerk of that site signs in.',
  },
  refresh: { zh: '看看登记好了没有', en: 'Look whether it is admitted' },
} satisfies Words

export const t = speaker(setup)
