/** What each type of record is called, and one of them by its id. */
import type { TextKey } from '.'
import { t, WORDS } from '.'
import type { Words } from './words'

export const records = {
  'record.nth': { zh: '第 {n} 条 · {what}', en: 'Record {n} · {what}' },
  'record.other': { zh: '其他记录', en: 'another record' },
  'record.application': { zh: '申请', en: 'application' },
  'record.continuation': { zh: '续办', en: 'carried on' },
  'record.visit': { zh: '到访', en: 'visit' },
  'record.declaration': { zh: '申报信息', en: 'what was declared' },
  'record.materials': { zh: '材料核对', en: 'papers looked at' },
  'record.untick': { zh: '更正勾选', en: 'tick put right' },
  'record.notice': { zh: '一次性告知', en: 'notice' },
  'record.attempt': { zh: '核实联系', en: 'attempt to verify' },
  'record.pledge': { zh: '承诺书', en: 'pledge' },
  'record.pledge-withdrawal': { zh: '撤回承诺', en: 'pledge withdrawn' },
  'record.verification': { zh: '承诺核实', en: 'pledge verified' },
  'record.conclusion': { zh: '核实结论', en: 'conclusion' },
  'record.confirmation': { zh: '复核', en: 'confirmation' },
  'record.inquiry': { zh: '询问有关部门', en: 'inquiry at an office' },
  'record.status-proof': { zh: '婚育情况证明', en: 'proof of status' },
  'record.children-proof': { zh: '子女情况证明', en: 'proof of children' },
  'record.opinion': { zh: '村社区意见', en: 'opinion' },
  'record.acceptance': { zh: '受理', en: 'acceptance' },
  'record.decision': { zh: '审批决定', en: 'decision' },
  'record.certificate': { zh: '证件', en: 'certificate' },
  'record.spoiled': { zh: '废证页', en: 'spoiled sheet' },
  'record.printing': { zh: '打印', en: 'printing' },
  'record.delivery': { zh: '送达', en: 'delivery' },
  'record.handover': { zh: '交付签收', en: 'handing over' },
  'record.mailing': { zh: '邮寄', en: 'mailing' },
  'record.tracking': { zh: '物流', en: 'tracking' },
  'record.rating': { zh: '评价', en: 'rating' },
  'record.loss': { zh: '遗失', en: 'loss' },
  'record.void-request': { zh: '申请作废', en: 'request to make void' },
  'record.void': { zh: '作废', en: 'made void' },
  'record.withdrawal': { zh: '撤回申请', en: 'withdrawal' },
  'record.publicity': { zh: '宣传', en: 'publicity' },
  'record.self-check': { zh: '自查', en: 'self-check' },
  'record.rectification': { zh: '整改', en: 'rectification' },
  'record.outage': { zh: '停电断网', en: 'outage' },
  'record.reissue-wish': { zh: '异地补发登记', en: 'wish for another certificate' },
  'record.wish-over': { zh: '登记了结', en: 'end of a wish' },
  'record.copies': { zh: '留存影像', en: 'photographs kept' },
} satisfies Words

/** `certificate:500116001901A3:12`: which record of this tablet that is. */
export function sayRecord(id: string): string {
  const [type = '', , n = ''] = id.split(':')
  const key = `record.${type}`
  return t('record.nth', { n, what: t(key in WORDS ? (key as TextKey) : 'record.other') })
}
