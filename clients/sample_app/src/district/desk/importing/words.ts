import { speaker } from '../../../i18n/language'
import type { Words } from '../../../i18n/words'

export const importing = {
  file: { zh: '选一个 CSV 文件', en: 'A CSV file' },
  template: { zh: '下载模板', en: 'Download a template' },
  how: {
    zh: '先看一遍，没有问题再导入；有一行不对，就一行也不导入。',
    en: 'It is looked through first. With one wrong line nothing is brought in.',
  },
  preview: { zh: '这个文件里有什么', en: 'What is in this file' },
  line: { zh: '第几行', en: 'Line' },
  key: { zh: '代码或账号', en: 'Code or name' },
  action: { zh: '会怎样', en: 'What happens' },
  create: { zh: '新增', en: 'added' },
  change: { zh: '修改', en: 'changed' },
  nothing: { zh: '不变', en: 'as it is' },
  problems: { zh: '问题', en: 'What is wrong' },
  counts: {
    zh: '新增 {create}，修改 {change}，不变 {nothing}，有问题 {wrong}',
    en: '{create} added, {change} changed, {nothing} as they are, {wrong} wrong',
  },
  commit: { zh: '导入', en: 'Bring them in' },
  done: { zh: '已导入 {n} 行。', en: '{n} rows were brought in.' },
  passwords: { zh: '初始密码（只显示这一次）', en: 'First passwords (shown this once)' },
  keep: {
    zh: '请现在打印或保存，交给本人。本人第一次登录时要换成自己的密码。',
    en: 'Print or save them now and hand them out. Each is asked for a password of their own at the first sign-in.',
  },
  username: { zh: '账号', en: 'User name' },
  name: { zh: '姓名', en: 'Name' },
  password: { zh: '初始密码', en: 'First password' },
  address: { zh: '网址', en: 'Address' },
  print: { zh: '打印', en: 'Print' },
  handedOut: { zh: '已打印或保存，收起', en: 'Printed or saved: close' },
  sureTitle: { zh: '收起初始密码？', en: 'Close the first passwords?' },
  sureWhy: {
    zh: '收起后再也看不到，只能重设。',
    en: 'They are not shown again; they could only be reset.',
  },
} satisfies Words

export const t = speaker(importing)
