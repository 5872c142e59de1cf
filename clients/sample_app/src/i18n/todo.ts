/** Words of the work lists. */
import type { Words } from './words'

export const todo = {
  'todo.title': { zh: '本办公室要办的', en: 'Our homework' },
  'todo.late': { zh: '已迟', en: 'late' },
  'todo.more': { zh: '还有 {n} 项，见各件', en: '{n} more, in their cases' },
  'todo.overdue': { zh: '已超期', en: 'Overdue' },
  'todo.due-soon': { zh: '将到期', en: 'Due soon' },
  'todo.duplicate': { zh: '重复发证', en: 'Issued twice' },
  'todo.pledge': { zh: '核实承诺', en: 'Verify a pledge' },
  'todo.ask-office': { zh: '向登记单位核对', en: 'Ask the registering office' },
  'todo.opinion': { zh: '出具意见', en: 'Give the opinion' },
  'todo.proof': { zh: '出具证明', en: 'Write a proof' },
  'todo.look-up': { zh: '待查验', en: 'Look-up waiting' },
  'todo.how.overdue': {
    zh: '已过承诺办结日，请尽快办好并告知镇街',
    en: 'The promised day has passed: finish it and tell the township',
  },
  'todo.how.due-soon': { zh: '承诺办结日快到了', en: 'The promised day is near' },
  'todo.how.duplicate': {
    zh: '同一夫妻有两个证，由镇街确认保留哪个；不打扰申请人',
    en: 'The couple has two certificates; the township says which stays. The applicants are not bothered',
  },
  'todo.how.pledge': {
    zh: '电话或信函核实，不打扰申请人；核实后线下登记',
    en: 'By phone or letter, without bothering the applicants; noted on paper for now',
  },
  'todo.how.ask-office': {
    zh: '查验结果不符，由单位之间核对，不找申请人',
    en: 'The look-up does not fit: settled between offices, not with the applicants',
  },
  'todo.how.opinion': {
    zh: '由本村（社区）出具，不找申请人',
    en: 'This village or community gives it; the applicants are not asked',
  },
  'todo.how.proof': { zh: '查验或核实已有结果，可以出具', en: 'Looked up or verified: it can be written' },
  'todo.how.look-up': { zh: '联网后由系统自动查验', en: 'Made by the system when there is a network' },
} satisfies Words
