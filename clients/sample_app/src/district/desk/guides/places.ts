/** What the members of a guide are called. */
import { language } from '../../../i18n/language'
import type { Words } from '../../../i18n/words'

export const PLACES: Words = {
  effectiveFrom: { zh: '生效日期', en: 'In effect from' },
  basis: { zh: '依据', en: 'Rests on' },
  name: { zh: '名称', en: 'Name' },
  alias: { zh: '别名', en: 'Other names' },
  caseType: { zh: '办件类型', en: 'Kind of case' },
  workingDays: { zh: '承诺时限', en: 'Working days' },
  decision: { zh: '由谁决定', en: 'Who decides' },
  channels: { zh: '办理方式', en: 'Where to apply' },
  delivery: { zh: '送达方式', en: 'Delivery' },
  questions: { zh: '要问的', en: 'Questions' },
  options: { zh: '可选的回答', en: 'Answers' },
  materials: { zh: '材料', en: 'Papers' },
  when: { zh: '什么情况下要', en: 'When' },
  anyOf: { zh: '任选其一', en: 'Any one of' },
  obtainedBy: { zh: '由谁提供', en: 'Who brings it' },
  count: { zh: '份数', en: 'How many' },
  copies: { zh: '复印件', en: 'Copies' },
  keeps: { zh: '留下什么', en: 'What is kept' },
  note: { zh: '说明', en: 'Note' },
  parts: { zh: '组成', en: 'Parts' },
  materialForm: { zh: '材料形式', en: 'Form of the papers' },
  pledge: { zh: '承诺书', en: 'Pledge' },
  steps: { zh: '办理流程', en: 'Steps' },
  complaintPhone: { zh: '监督投诉电话', en: 'Telephone for complaints' },
  husband: { zh: '丈夫', en: 'husband' },
  wife: { zh: '妻子', en: 'wife' },
  couple: { zh: '夫妻双方', en: 'couple' },
  children: { zh: '子女', en: 'children' },
  zh: { zh: '中文', en: 'Chinese' },
  en: { zh: '英文', en: 'English' },
}

/** One without a name of its own stays as it is written. */
export function sayPlace(member: string): string {
  const [name = '', whom] = member.split(/ \((.*)\)$/)
  if (whom)
    return `${name} (${whom
      .split(', ')
      .map(sayPlace)
      .join(language.value === 'zh' ? '、' : ', ')})`
  return PLACES[member]?.[language.value] ?? member
}
