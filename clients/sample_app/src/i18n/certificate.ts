/** Words from the number to the hand-over, and of the papers. */
import type { Words } from './words'

export const certificate = {
  'issue.title': { zh: '制证', en: 'Issue' },
  'issue.preview': {
    zh: '请与申请人一起核对证面，无误后制证。',
    en: 'Read it together with the applicant, then issue.',
  },
  'issue.confirmDate': { zh: '今天是 {date}，对吗？', en: 'Today is {date}. Right?' },
  'issue.confirmWhy': {
    zh: '平板重新启动后没有联网，请看一眼日历。',
    en: 'The tablet was restarted without a network: look at a calendar.',
  },
  'issue.yesToday': { zh: '对，就是今天', en: 'Yes, that is today' },
  'issue.wrongDate': {
    zh: '不对：请先在平板设置里改好日期',
    en: 'If not: set the date in the tablet’s settings first',
  },
  'issue.sign': { zh: '签发并打印', en: 'Sign and print' },
  'issue.signed': { zh: '已签发 {no}', en: 'Issued {no}' },
  'issue.receipt': { zh: '打印受理回执', en: 'Print the receipt' },
  'issue.reprint': { zh: '补打证件（证号不变）', en: 'Print again (same number)' },

  'noNumbers.title': {
    zh: '本机该事项的证号已用完，暂时不能在这里发证',
    en: 'All numbers for this item are used: nothing can be issued here for now',
  },
  'notVouched.title': {
    zh: '现在打印的证没有效力，没有发证，也没有用掉证号',
    en: 'What is printed now would not be taken for good: nothing was issued, no number is used',
  },
  'notVouched.network': {
    zh: '请让平板联网：证书到期的自动续期，随即可以发证。',
    en: 'Bring the tablet online: where its credential is over it is renewed by itself, and the certificate can be issued.',
  },
  'noNumbers.accepted': {
    zh: '已受理（{no}），受理不变，材料不需再交。请打印受理回执交给申请人。',
    en: 'The case is accepted ({no}) and stays so; no paper is asked for again. Print the receipt.',
  },
  'noNumbers.network': {
    zh: '联网后自动补充证号，随即可以发证。',
    en: 'With the network more numbers come by themselves, and the certificate can be issued.',
  },
  'noNumbers.elsewhere': {
    zh: '急用的，凭受理回执上的二维码到任一站点接着办理，不用重新提交材料。',
    en: 'If it is urgent, any other office goes on from the QR on the receipt, without the papers being handed in anew.',
  },
  'noNumbers.mail': {
    zh: '也可以登记邮寄，发证后寄到家，申请人不用再来。',
    en: 'Or choose mail: it is sent home when it is issued, and nobody has to come again.',
  },

  'listed.title': {
    zh: '这对夫妻 {month} 已在本区领过这种证，不能再发一张',
    en: 'This couple got this certificate in the district in {month}: not a second one',
  },
  'listed.why': {
    zh: '遗失、损毁、写错的，打开原办件补发，不要材料；原件不在这台平板上的，请发证的窗口补发并邮寄。确需另发的，请镇街核对原证并作废，联网同步后即可发证。',
    en: 'If it is lost, spoiled or wrong, open its own case and issue another there, no papers are asked; where that case is not on this tablet, the window that issued it does so and mails it. If another is due, the township looks at the first and makes it void; after a sync this one can be issued.',
  },

  'held.title': { zh: '这一件已由别处续办', en: 'Another office went on with this case' },
  'held.why': {
    zh: '由 {site} 接着办理，证在那里出。夫妻又回到这里的，请扫他们最近一张告知书或回执上的二维码续办。',
    en: '{site} goes on with it and issues the certificate. If the couple are back here, scan the QR of their latest notice or receipt.',
  },

  'papers.title': { zh: '本件文书', en: 'Papers of this case' },
  'papers.all': { zh: '本件文书', en: 'All papers' },
  'papers.none': { zh: '还没有可以打印的文书', en: 'Nothing to print yet' },
  'papers.print': { zh: '打印', en: 'Print' },
  'papers.printed': { zh: '已打印 {n} 次', en: 'Printed: {n}' },
  'papers.notPrinted': { zh: '未打印', en: 'Not printed' },

  'paper.notice': { zh: '一次性告知书', en: 'Notice' },
  'paper.receipt': { zh: '受理回执', en: 'Receipt' },
  'paper.certificate': { zh: '证件', en: 'Certificate' },
  'paper.pledge': { zh: '婚育情况承诺书', en: 'Pledge' },
  'paper.verification': { zh: '承诺核实记录', en: 'Verification record' },
  'paper.letter': { zh: '核实函', en: 'Letter of verification' },
  'paper.status-proof': { zh: '婚育情况证明', en: 'Status proof' },
  'paper.opinion': { zh: '村（居）委会意见', en: 'Committee’s opinion' },
  'paper.refusal': { zh: '不予决定书', en: 'Refusal' },
  'paper.void-notice': { zh: '作废、补发通知', en: 'Void or reissue notice' },

  'handover.title': { zh: '交付', en: 'Hand over' },
  'handover.returned': { zh: '材料已全部退还', en: 'All papers are returned' },
  'handover.noneAsked': {
    zh: '这是换发的证，没有要过材料，不用退还。',
    en: 'It is in the place of another: no paper was asked for, and none is to be returned.',
  },
  'handover.returnedWhy': {
    zh: '身份证、户口簿、结婚证等原件一件不留',
    en: 'Cards, booklets, certificates: none stays here',
  },
  'handover.fetch': {
    zh: '来取证的，核对身份证即可，不再要任何材料。',
    en: 'They have come to fetch it: look at the ID card; no paper is asked again.',
  },
  'handover.sign': { zh: '申请人签收', en: 'Signed for by the applicant' },
  'handover.finish': { zh: '完成', en: 'Finish' },
  'handover.left': { zh: '还需：{what}', en: 'Still to do: {what}' },
  'handover.tick': { zh: '勾选材料已退还', en: 'tick the papers returned' },
  'handover.signature': { zh: '申请人签名', en: 'the signature' },
  'handover.unsigned': { zh: '不签字，经办人代注', en: 'Cannot sign: noted by the clerk' },
  'handover.doneTitle': { zh: '办结', en: 'Done' },
  'handover.visits': { zh: '共到访 {n} 次。', en: 'Visits: {n}. ' },
  'handover.keptNothing': { zh: '未留存任何材料。', en: 'No paper was kept.' },
  'handover.kept': { zh: '按办事指南只留存：{papers}。', en: 'By the guide only this was kept: {papers}.' },
  'handover.returnedKept': {
    zh: '原件一件不留；按办事指南只留存：{papers}',
    en: 'No original stays; by the guide only this is kept: {papers}',
  },
  'handover.copyOf': { zh: '{name}复印件', en: 'copy of {name}' },

  'noneInForce.short': { zh: '没有有效的证', en: 'No certificate in force' },
  'noneInForce.title': {
    zh: '证号 {no} 已作废，不能打印或交付',
    en: 'Number {no} is void: not to be printed or handed over',
  },
  'noneInForce.why': { zh: '原因：{why}', en: 'Reason: {why}' },
  'noneInForce.go': { zh: '看能办什么', en: 'What can be done' },
  'noneInForce.next': {
    zh: '补发时用新证号，不要申请人再交任何材料。',
    en: 'Another is issued under a new number; no paper is asked for again.',
  },
  'void.clerical-error': { zh: '填写错误', en: 'clerical error' },
  'void.duplicate': { zh: '重复发放', en: 'issued twice' },
  'void.false-pledge': { zh: '承诺不实', en: 'false pledge' },
  'void.applicant-asks': { zh: '申请人申请注销', en: 'asked for by the applicants' },
  'void.block-stolen': { zh: '号段失窃', en: 'the numbers were stolen' },
  'void.other': { zh: '其他', en: 'other' },
  'void.superseded': { zh: '换发新证', en: 'replaced by another' },
  'void.spoiled': { zh: '打印损毁', en: 'spoiled in the printer' },
  'void.overtaken': { zh: '另有先发的证', en: 'another was issued before' },
} satisfies Words
