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
  key: { zh: '代码或登录名', en: 'Code or user name' },
  named: { zh: '名字', en: 'Name' },
  action: { zh: '会怎样', en: 'What happens' },
  create: { zh: '新增', en: 'added' },
  change: { zh: '修改', en: 'changed' },
  nothing: { zh: '不变', en: 'as it is' },
  wrong: { zh: '有误', en: 'wrong' },
  colon: { zh: '：', en: ': ' },
  noCsv: {
    zh: '“{file}”不是 CSV 文件（可能是 Excel 工作簿、图片或压缩包）。请在表格软件里“另存为”CSV，再选一次。',
    en: '“{file}” is no CSV file (a workbook, a picture or an archive?). Save the sheet as CSV, and choose that.',
  },
  problems: { zh: '问题', en: 'What is wrong' },
  counts: {
    zh: '新增 {create}，修改 {change}，不变 {nothing}，有问题 {wrong}',
    en: '{create} added, {change} changed, {nothing} as they are, {wrong} wrong',
  },
  commit: { zh: '导入', en: 'Bring them in' },
  unknown: {
    zh: '连接断了，不知道有没有导入。请再点一次导入：一小时内，同一份名单得到的还是同样的初始密码，不会重复添加。',
    en: 'The connection broke, and nobody knows whether they were brought in. Do it once more: within an hour the same list gives the same first passwords, and adds nobody twice.',
  },
  done: { zh: '已导入 {n} 行。', en: '{n} rows were brought in.' },
  passwords: { zh: '初始密码', en: 'First passwords' },
  keep: {
    zh: '请现在打印或保存，交给本人。本人第一次登录时，不论在网页工作台还是在平板上，都要换成自己的密码。',
    en: 'Print or save them now and hand them out. At the first sign-in, at a web desk or on a tablet, each is asked for a password of their own.',
  },
  username: { zh: '登录名', en: 'User name' },
  name: { zh: '姓名', en: 'Name' },
  password: { zh: '初始密码', en: 'First password' },
  address: { zh: '网址', en: 'Address' },
  print: { zh: '打印', en: 'Print' },
  handedOut: { zh: '已打印或保存，收起', en: 'Printed or saved: close' },
  sureTitle: { zh: '收起初始密码？', en: 'Close the first passwords?' },
  sureWhy: {
    zh: '收起后，单个添加或重设的密码不再显示，只能重设。整份名单的，一小时内由您再导入同一份名单，还会显示还没换过的（服务器重启过就没有了）。',
    en: 'Of one person it is not shown again, and could only be reset. Of a list, bring in the same one within an hour: those not yet changed are shown again, unless the hub was restarted.',
  },
} satisfies Words

export const t = speaker(importing)

/** What the templates call the columns, by field. */
export const PEOPLE_COLUMNS: Words = {
  name: { zh: '登录名', en: 'name' },
  displayName: { zh: '姓名', en: 'displayName' },
  role: { zh: '岗位', en: 'role' },
  area: { zh: '所在地代码', en: 'area' },
}
export const SITE_COLUMNS: Words = {
  code: { zh: '代码', en: 'code' },
  name: { zh: '名称', en: 'name' },
  nameEn: { zh: '英文名称', en: 'nameEn' },
  kind: { zh: '类别', en: 'kind' },
}
