import { speaker } from '../../../i18n/language'
import type { Words } from '../../../i18n/words'

export const people = {
  title: { zh: '人员', en: 'People' },
  list: { zh: '所有人', en: 'Everybody' },
  find: { zh: '按姓名、登录名、代码查找', en: 'Find by name or code' },
  add: { zh: '添加一个人', en: 'Add a person' },
  addDo: { zh: '添加', en: 'Add' },
  importTitle: { zh: '用 CSV 添加很多人', en: 'Add many by CSV' },
  username: { zh: '登录名', en: 'User name (to sign in)' },
  usernameShort: { zh: '登录名', en: 'User name' },
  usernameHint: { zh: '小写字母、数字、点、短横', en: 'a-z, 0-9, dots and hyphens' },
  name: { zh: '姓名', en: 'Name' },
  role: { zh: '岗位', en: 'Post' },
  office: { zh: '在哪里工作', en: 'Works for' },
  added: { zh: '{name} 已添加。', en: '{name} is added.' },
  state: { zh: '状态', en: 'State' },
  works: { zh: '在用', en: 'Works' },
  firstPassword: { zh: '还没换密码', en: 'First password' },
  suspended: { zh: '已停用', en: 'Suspended' },
  change: { zh: '修改', en: 'Change' },
  changeTitle: { zh: '修改 {name}', en: 'Change {name}' },
  changed: { zh: '{name} 已修改。', en: '{name} is changed.' },
  reset: { zh: '重设密码', en: 'Reset password' },
  resetSure: { zh: '重设 {name} 的密码？', en: 'Reset the password of {name}?' },
  resetWhy: {
    zh: '原来的密码马上不能用，会显示一个新的初始密码。',
    en: 'The old one stops at once; a new first password is shown.',
  },
  resetDone: { zh: '{name} 的密码已重设。', en: 'The password of {name} is reset.' },
  suspend: { zh: '停用', en: 'Suspend' },
  suspendTitle: { zh: '停用 {name}', en: 'Suspend {name}' },
  suspendWhy: {
    zh: '马上不能登录，平板也不能再用这个账号联网。办过的件都保留，以后可以恢复。',
    en: 'Out at once, on tablets too. What was done stays, and can be reinstated.',
  },
  reason: { zh: '原因', en: 'Reason' },
  suspendDone: { zh: '{name} 已停用。', en: '{name} is suspended.' },
  reinstate: { zh: '恢复', en: 'Reinstate' },
  reinstateSure: { zh: '恢复 {name}？', en: 'Reinstate {name}?' },
  reinstateWhy: { zh: '可以用原来的密码登录。', en: 'In again, with the password of before.' },
  reinstateDone: { zh: '{name} 已恢复。', en: '{name} is back.' },
} satisfies Words

export const t = speaker(people)
