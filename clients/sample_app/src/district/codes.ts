/** The words of the hub's closed lists, as GraphQL names them. */
import { common } from '../i18n/common'
import { language, speaker } from '../i18n/language'
import type { Words } from '../i18n/words'

export const ITEMS = {
  BIRTH_SERVICE: { zh: '生育服务证', en: 'Birth service certificate' },
  FURTHER_BIRTH: { zh: '再生育服务证', en: 'Further birth certificate' },
  ONLY_CHILD: { zh: '独生子女证', en: 'Only child certificate' },
  STATUS_PROOF: { zh: '婚育情况证明', en: 'Status proof' },
} satisfies Words
export const CAUSES = {
  TOLD_IN_INSTALMENTS: { zh: '没有一次告知', en: 'Not told all at once' },
  EXTRA_MATERIAL: { zh: '多要材料', en: 'Extra papers asked for' },
  SENT_HOME: { zh: '要回户籍地办', en: 'Sent to their home town' },
  NETWORK: { zh: '网络原因不办', en: 'Turned away for the network' },
  OVERDUE: { zh: '超期', en: 'Late' },
  ATTITUDE: { zh: '态度', en: 'Attitude' },
  OTHER: { zh: '其他', en: 'Other' },
} satisfies Words
export const SOURCES = {
  SUNSHINE_CHONGQING: { zh: '阳光重庆', en: 'Sunshine Chongqing' },
  PHONE: { zh: '监督电话', en: 'Telephone' },
  RATING: { zh: '好差评', en: 'Rating' },
  OTHER: { zh: '其他', en: 'Other' },
} satisfies Words
export const OUTCOMES = {
  UPHELD: { zh: '属实', en: 'Upheld' },
  PARTLY: { zh: '部分属实', en: 'Partly upheld' },
  NOT_UPHELD: { zh: '不属实', en: 'Not upheld' },
} satisfies Words
export const PUBLICITY = {
  LEAFLET: { zh: '折页', en: 'Leaflet' },
  SCREEN: { zh: '电子屏', en: 'Screen' },
  BOARD: { zh: '展板', en: 'Board' },
  NOTICE_BOARD: { zh: '公示栏', en: 'Notice board' },
  ONLINE_GUIDANCE: { zh: '渝快办指引', en: 'Pointer to Yukuaiban' },
} satisfies Words
export const ENDS = {
  LOST: { zh: '丢了', en: 'Lost' },
  STOLEN: { zh: '被偷了', en: 'Stolen' },
  SUSPENDED: { zh: '暂停使用', en: 'Suspended' },
  RETIRED: { zh: '报废、交回', en: 'Retired' },
} satisfies Words
export const VIOLATIONS = {
  WITHOUT_EFFECT: { zh: '没有生效', en: 'Without effect' },
  REFUSED: { zh: '没有收下', en: 'Refused' },
  ATTEMPT: { zh: '被拦下', en: 'Stopped at the window' },
  REMARK: { zh: '提醒', en: 'Remark' },
} satisfies Words
export const STATES = {
  DRAFT: common['state.draft'],
  NOTIFIED: common['state.notified'],
  ACCEPTED: common['state.accepted'],
  IN_REVIEW: common['state.in-review'],
  GRANTED: common['state.granted'],
  REFUSED: common['state.refused'],
  ISSUED: common['state.issued'],
  CLOSED: common['state.closed'],
  WITHDRAWN: common['state.withdrawn'],
  ABANDONED: common['state.abandoned'],
} satisfies Words
export const ROLES = {
  administrator: { zh: '区县管理员', en: 'District' },
  township: { zh: '镇街', en: 'Township' },
  clerk: { zh: '经办人', en: 'Clerk' },
  reporter: { zh: '统计', en: 'Reporter' },
  auditor: { zh: '审计', en: 'Auditor' },
  portal: { zh: '渝快办', en: 'Portal' },
  relay: { zh: '村级主机', en: 'Village hub' },
  device: { zh: '平板', en: 'Tablet' },
  hub: { zh: '系统', en: 'Hub' },
} satisfies Words

/** The word of a code; a code that this page does not know yet stays as it is. */
export function wordOf<W extends Words>(words: W, code: string): string {
  return words[code]?.[language.value] ?? code
}

/** What can be chosen of a list. */
export function choicesOf<W extends Words>(words: W): { value: string; text: string }[] {
  const word = speaker(words)
  return Object.keys(words).map((value) => ({ value, text: word(value) }))
}
