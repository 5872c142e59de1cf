/** Words of what the office does itself. */
import type { Words } from './words'

export const office = {
  'pledge.title': { zh: '承诺书（市外户籍）', en: 'Pledge (hukou elsewhere)' },
  'pledge.intro': {
    zh: '{name} 的户籍在{province}，婚育情况由本人承诺、我们核实，不必回户籍地开证明。',
    en: '{name} has a hukou in {province}. They pledge, we verify; nobody travels for a proof.',
  },
  'pledge.marital': { zh: '婚姻状况', en: 'Marriage' },
  'pledge.first': { zh: '初婚', en: 'First marriage' },
  'pledge.remarried': { zh: '再婚', en: 'Remarried' },
  'pledge.children': { zh: '已生育、收养子女数', en: 'Children born or adopted' },
  'pledge.differsHow': {
    zh: '请当面问清楚，哪边写错就改哪边，再签。',
    en: 'Ask them, and put right whichever is wrong before they sign.',
  },
  'pledge.phone': { zh: '联系电话（可不填）', en: 'Phone (optional)' },
  'pledge.phoneWrong': {
    zh: '只填数字和 + ( ) -，最多 20 个字符',
    en: 'Only digits and + ( ) -, 20 characters at most',
  },
  'pledge.sign': { zh: '本人手写签名', en: 'Signed by hand' },
  'pledge.signed': { zh: '签好了', en: 'Signed' },
  'pledge.decline': { zh: '不签', en: 'Declined' },
  'pledge.declineWhy': { zh: '不签不影响领证', en: 'The certificate is issued all the same' },
  'pledge.later': { zh: '以后再签', en: 'Later' },
  'pledge.laterWhy': {
    zh: '先受理；证明要等承诺书，下次来时签也行',
    en: 'Accepted all the same; the proof waits for it, it can be signed next time',
  },

  'accepted.byOffice': { zh: '由我们办', en: 'We do this' },
  'accepted.done': { zh: '已办好', en: 'done' },
  'accepted.open': { zh: '待办', en: 'to do' },
  'accepted.blocking': { zh: '办好后才能发证', en: 'the certificate waits for it' },
  'accepted.nothing': { zh: '没有', en: 'Nothing' },
  'accepted.dueOn': { zh: '{n} 个工作日，{date} 前办结', en: '{n} working days, by {date}' },
  'accepted.dueLater': {
    zh: '{n} 个工作日（该年放假安排公布后确定日期）',
    en: '{n} working days (the day is told once that year’s holidays are published)',
  },
  'accepted.sent': {
    zh: '我们要办的都办好了，已送镇街审核',
    en: 'Our part is done: it is with the township',
  },
  'accepted.sentOffline': {
    zh: '联网后自动送到镇街。申请人不用再来，等通知领证。',
    en: 'Sent by itself once there is a network. The couple need not come before it is granted.',
  },
  'accepted.ready': { zh: '都办好了，可以发证', en: 'All is done: it can be issued' },
  'accepted.toIssue': { zh: '去发证', en: 'Issue it' },
  'accepted.refused': { zh: '不予办理：{grounds}', en: 'Refused: {grounds}' },
  'accepted.receipt': { zh: '打印受理回执', en: 'Print the receipt' },
} satisfies Words
