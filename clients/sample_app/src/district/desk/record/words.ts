import { speaker } from '../../../i18n/language'
import type { Words } from '../../../i18n/words'

export const record = {
  violations: { zh: '违规与拦截', en: 'Violations' },
  violationsAbout: {
    zh: '不该发生而发生了的，或者在窗口就被拦下的。只能看，不能改。',
    en: 'What should not have been, or was stopped at the window. To be read, not changed.',
  },
  audit: { zh: '谁看过个人信息', en: 'Who looked' },
  auditAbout: {
    zh: '每次查看完整的姓名、证件号，都记在这里。谁也删不掉。',
    en: 'Whoever looked behind the mask, when and what for. Nobody can delete it.',
  },
  kind: { zh: '怎么处理的', en: 'What came of it' },
  reason: { zh: '原因', en: 'Why' },
  role: { zh: '岗位', en: 'Post' },
  purpose: { zh: '看来做什么', en: 'What for' },
  shared: { zh: '抄送 {site}', en: 'shared with {site}' },
  fields: { zh: '看了什么', en: 'What was looked at' },
  ruleOnly: { zh: '只看哪条规则（例如 R05）', en: 'Only the rule (such as R05)' },
  byOnly: { zh: '只看谁（登录名）', en: 'Only by (user name)' },
} satisfies Words

export const t = speaker(record)
