/** What the dashboard and the desk say alike. */
import { HubRefusal, HubUnreachable } from '../hub/api'
import { speaker } from '../i18n/language'
import type { Words } from '../i18n/words'

const SHARED = {
  brand: { zh: '一次办', en: 'Yici' },
  dashboard: { zh: '看板', en: 'Dashboard' },
  desk: { zh: '工作台', en: 'Desk' },
  guides: { zh: '办事指南', en: 'Guides' },
  signIn: { zh: '登录', en: 'Sign in' },
  signOut: { zh: '退出', en: 'Sign out' },
  username: { zh: '账号', en: 'User name' },
  password: { zh: '密码', en: 'Password' },
  wrong: { zh: '账号或密码不对。', en: 'The user name or password is wrong.' },
  ended: {
    zh: '登录时间到了，请再登录一次。您填的内容都还在。',
    en: 'Your hour is over: sign in once more. What you filled in is still here.',
  },
  allRows: { zh: '全部 {n} 行', en: 'All {n} rows' },
  actions: { zh: '操作', en: 'Actions' },
  search: { zh: '查找', en: 'Search' },
  loading: { zh: '正在读取…', en: 'Reading …' },
  nothing: { zh: '没有', en: 'None' },
  csv: { zh: '导出 CSV', en: 'Export CSV' },
  unreachable: {
    zh: '连接不上服务器。已填的内容还在，请稍后再试。',
    en: 'The hub cannot be reached. What you filled in is still here: try again later.',
  },
  unexpected: { zh: '页面出错：{reason}', en: 'The page failed: {reason}' },
  again: { zh: '再试一次', en: 'Try again' },
} satisfies Words

export const t = speaker(SHARED)

/** What went wrong, for whom it stopped. */
export function sayError(error: unknown): string {
  if (error instanceof HubUnreachable) return t('unreachable')
  if (error instanceof HubRefusal) return error.message
  return t('unexpected', { reason: String(error) })
}
