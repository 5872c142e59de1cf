/** Words of the papers that the office puts its name to; the hub's papers have the same. */
import type { Basis, FactBodies, VoidReason } from '../domain/facts'

export const GROUNDS: Record<FactBodies['opinion']['basis'], string> = {
  lookup: '经人口家庭电子信息系统查验',
  pledge: '本人承诺，并经电话、信函等方式向户籍地核实一致',
  'employer-paper': '申请人自愿提供的夫妻一方单位意见',
  'own-residents': '夫妻双方均为本村（社区）居民，由本委员会直接核查',
  phone: '经电话向户籍地村（居）民委员会核实',
}

const EXPLAINED: Record<Basis, string> = {
  lookup: '经人口家庭电子信息系统查验；与查验结果或申请时所报不同之处，依据为：',
  pledge: '本人承诺，并向户籍地核实；与承诺或申请时所报不同之处，依据为：',
}

/** Of a status proof: never that all agreed, where it says why something was written otherwise. */
export function basisText({
  basis,
  grounds = '',
}: Pick<FactBodies['status-proof'], 'basis' | 'grounds'>): string {
  return grounds ? EXPLAINED[basis] + grounds : GROUNDS[basis]
}

export const METHODS: Record<FactBodies['verification']['method'], string> = {
  phone: '电话',
  letter: '信函',
  other: '其他',
}

export const RESULTS: Record<FactBodies['conclusion']['result'], string> = {
  consistent: '一致',
  false: '不一致',
  unreachable: '未联系上',
}

export const REFUSED: Record<FactBodies['decision']['reason'], string> = {
  '': '',
  'not-eligible': '不符合再生育条件。',
  'appraisal-not-eligible': '病残儿医学鉴定结论不符合再生育条件。',
  'pledge-false': '经核实，承诺的婚育情况与事实不符。',
  'certificate-in-force': '夫妻双方已持有同一事项的有效证件。',
}

export const REMEDY =
  '不服本决定的，可以自收到本决定书之日起60日内依法申请行政复议，也可以自收到本决定书之日起6个月内依法提起行政诉讼。'

const VOID: Record<VoidReason | 'superseded' | 'spoiled' | 'overtaken', string> = {
  'clerical-error': '填写错误',
  duplicate: '重复发放',
  'false-pledge': '承诺不实',
  'applicant-asks': '申请人申请注销',
  'block-stolen': '号段失窃',
  other: '其他',
  superseded: '填写错误', // one that is not lost gives its place only where it was written wrongly
  spoiled: '打印损毁',
  overtaken: '另一单位已先发证',
}

/** Why a certificate is void; one that was lost and replaced was lost. */
export function voidText({ void: why, lost }: { void: string; lost: boolean }): string {
  return lost && why === 'superseded' ? '遗失' : (VOID[why as VoidReason] ?? why)
}
