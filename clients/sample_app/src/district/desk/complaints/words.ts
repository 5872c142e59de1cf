import { speaker } from '../../../i18n/language'
import type { Words } from '../../../i18n/words'

export const complaints = {
  title: { zh: '投诉', en: 'Complaints' },
  list: { zh: '全部投诉', en: 'All complaints' },
  file: { zh: '登记投诉', en: 'File a complaint' },
  fileDo: { zh: '登记', en: 'File it' },
  districts: {
    zh: '投诉由区县登记，镇街在这里答复。',
    en: 'The district files complaints; the township answers them here.',
  },
  about: { zh: '投诉哪个站点', en: 'Which site it is about' },
  source: { zh: '从哪里来', en: 'Where it came in' },
  cause: { zh: '为什么事', en: 'What for' },
  content: { zh: '投诉内容', en: 'What is complained of' },
  contentHint: { zh: '不要写姓名、证件号、电话。', en: 'No names, identity numbers or telephones.' },
  receivedOn: { zh: '收到日期', en: 'Received on' },
  filed: { zh: '已登记，{site}所在镇街能看到。', en: 'It is filed; the township of {site} sees it.' },
  waits: { zh: '等了几天', en: 'Days waited' },
  similar: { zh: '以前同类', en: 'Alike before' },
  state: { zh: '状态', en: 'State' },
  open: { zh: '待答复', en: 'To be answered' },
  outcome: { zh: '结论', en: 'Outcome' },
  answer: { zh: '答复', en: 'Answer' },
  reply: { zh: '答复投诉', en: 'Answer the complaint' },
  replyDo: { zh: '提交答复', en: 'Send the answer' },
  replySure: { zh: '提交答复？', en: 'Send this answer?' },
  replyWhy: {
    zh: '一件投诉只答复一次，提交后不能改。',
    en: 'A complaint is answered once; it cannot be changed.',
  },
  withdraw: { zh: '撤销', en: 'Withdraw' },
  withdrawTitle: { zh: '撤销投诉', en: 'Withdraw the complaint' },
  withdrawReason: { zh: '为什么撤销', en: 'Why it is withdrawn' },
  withdrawSure: { zh: '撤销这件投诉？', en: 'Withdraw this complaint?' },
  withdrawWhy: {
    zh: '登记错了才撤销。记录和原因都留着，不再计入指标，撤销后不能恢复；要改的，再登记一件对的。',
    en: 'For what was written down wrongly. It stays on record with the reason, is in no figure, and does not come back. File the right one anew.',
  },
  withdrawn: {
    zh: '已撤销，记录留着。要更正的，请再登记一件对的。',
    en: 'It is withdrawn and stays on record. To correct it, file the right one.',
  },
  whyWithdrawn: { zh: '撤销原因：{reason}', en: 'Withdrawn: {reason}' },
  and: { zh: '；', en: '; ' },
  isWithdrawn: { zh: '已撤销', en: 'Withdrawn' },
  replied: { zh: '已答复。', en: 'It is answered.' },
} satisfies Words

export const t = speaker(complaints)
