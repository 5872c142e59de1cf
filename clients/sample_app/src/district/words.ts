/** What the dashboard and the desk say alike. */
import { HubRefusal, HubUnreachable } from '../hub/api'
import { language, speaker } from '../i18n/language'
import type { Words } from '../i18n/words'
import { inChinese } from './refusals'

const SHARED = {
  brand: { zh: '一次办', en: 'Yici' },
  dashboard: { zh: '看板', en: 'Dashboard' },
  desk: { zh: '工作台', en: 'Desk' },
  guides: { zh: '办事指南', en: 'Guides' },
  signIn: { zh: '登录', en: 'Sign in' },
  signOut: { zh: '退出', en: 'Sign out' },
  username: { zh: '登录名', en: 'User name' },
  password: { zh: '密码', en: 'Password' },
  wrong: { zh: '登录名或密码不对。', en: 'The user name or password is wrong.' },
  suspended: {
    zh: '密码是对的，但这个账号已被停用。请找镇街或区县的管理员恢复。',
    en: 'Your password is right, but you are suspended. Ask the administrator of your township or district.',
  },
  ended: {
    zh: '登录时间到了，请再登录一次。您填的内容都还在。',
    en: 'Your time is over: sign in once more. What you filled in is still here.',
  },
  ownPassword: { zh: '换成您自己的密码', en: 'Choose a password of your own' },
  ownPasswordWhy: {
    zh: '您现在用的是别人给的初始密码。换好以后就可以开始。',
    en: 'You signed in with a first password that somebody gave you. Then you can begin.',
  },
  oldPassword: { zh: '初始密码', en: 'First password' },
  newPassword: { zh: '新密码（至少 8 个字符）', en: 'New password (8 characters or more)' },
  samePassword: { zh: '再输一遍新密码', en: 'The new password once more' },
  notTheSame: { zh: '两遍不一样。', en: 'These two differ.' },
  changeIt: { zh: '换密码', en: 'Change it' },
  showAll: { zh: '全部显示', en: 'Show all' },
  showMore: { zh: '再看一些', en: 'Show more' },
  shownOf: { zh: '上面是 {n} 条，共 {all} 条。', en: 'Shown: {n} of {all}.' },
  actions: { zh: '操作', en: 'Actions' },
  search: { zh: '查找', en: 'Search' },
  loading: { zh: '正在读取…', en: 'Reading …' },
  nothing: { zh: '没有', en: 'None' },
  csv: { zh: '导出 CSV', en: 'Export CSV' },
  unreachable: {
    zh: '连接不上服务器。已填的内容还在，请稍后再试。',
    en: 'The hub cannot be reached. What you filled in is still here: try again later.',
  },
  conflict: { zh: '没有改动：{reason}。', en: 'Nothing was changed. {reason}' },
  refused: { zh: '没有办成，填的内容还在：{reason}。', en: '{reason}' },
  unknown: { zh: '服务器不同意，原话是“{reason}”', en: '{reason}' },
  unexpected: { zh: '页面出错：{reason}', en: 'The page failed: {reason}' },
  again: { zh: '再试一次', en: 'Try again' },
} satisfies Words

export const t = speaker(SHARED)

/** What went wrong, for whom it stopped. */
export function sayError(error: unknown): string {
  if (error instanceof HubUnreachable) return t('unreachable')
  if (error instanceof HubRefusal) {
    const reason = (language.value === 'zh' && error.chinese?.replace(/。$/, '')) || sayRefusal(error.message)
    return t(error.code === 'conflict' ? 'conflict' : 'refused', { reason })
  }
  return t('unexpected', { reason: String(error) })
}

/** A sentence of the hub, or several of them, a line each. One that is not known in Chinese is told as it is. */
export function sayRefusal(english: string): string {
  if (language.value === 'en') return english
  const said = english.split('\n').map((one) => inChinese(one) ?? t('unknown', { reason: one }))
  return said.join('；')
}
