/** Words behind the question mark, by screen: the step, the rule as the notice has it, what is never asked. */
import type { Words } from './words'

const CLOSED = {
  zh: '「不得要求申请人提供额外的材料」（通知第 20 行）',
  en: '“Applicants must not be asked for further papers” (line 20 of the notice)',
}
const NOT_BACK_HOME = {
  zh: '「严禁以流动人口为由，要求其返回户籍地开具证明」（通知第 20 行）',
  en: '“It is strictly forbidden to send people back to where they are registered for a proof because they are migrants” (line 20)',
}

export const help = {
  'help.open': { zh: '这一步怎么办', en: 'Help with this step' },
  'help.close': { zh: '知道了', en: 'Close' },
  'help.step': { zh: '这一步做什么', en: 'What this step is' },
  'help.rule': { zh: '通知怎么说', en: 'What the notice says' },
  'help.never': { zh: '千万不要', en: 'Never' },
  'help.materials': { zh: '办事指南列的材料，只有这些', en: 'The papers of the guide, and no others' },

  'help.couple.step': {
    zh: '照着身份证填姓名和号码，照着户口簿填户籍地。号码填错时，格子下面会说看哪几位。填一半离开也不会丢。',
    en: 'Names and numbers as on the cards, the hukou as in the booklet. A wrong number says which digits to look at. Nothing is lost when you leave half-way.',
  },
  'help.couple.rule': NOT_BACK_HOME,
  'help.couple.never': {
    zh: '不要因为户口在外地就不办，也不要按身份证前六位判断户籍。',
    en: 'Turn nobody away for a hukou elsewhere, and do not read the hukou from the first six digits.',
  },
  'help.question.step': {
    zh: '照着屏幕问，点他们的回答。点错了，再点一次正确的就行。',
    en: 'Ask what is on the screen and tap the answer. A wrong tap is mended by tapping the right one.',
  },
  'help.question.rule': CLOSED,
  'help.question.never': { zh: '不问屏幕上没有的事。', en: 'Ask nothing that is not on the screen.' },
  'help.materials.step': {
    zh: '一样一样看：带了原件点“已出示”，只有复印件点“只有复印件”，没带点“未带”。进入下一步之前都可以改。',
    en: 'Paper by paper: the original is “shown”, a copy alone is “copy only”, else “not here”. It can be changed until you go on.',
  },
  'help.materials.rule': CLOSED,
  'help.materials.never': {
    zh: '不要婚育情况证明，那由我们自己办；不要清单以外的任何材料。',
    en: 'Never ask for a proof of marriage and childbirth status, that is ours to obtain, nor for any paper off the list.',
  },
  'help.result.step': {
    zh: '缺材料：打印告知书，所有缺的一次写清。齐了：点“受理”，不管有没有网络。',
    en: 'Something is missing: print the notice, which names all of it at once. All is there: accept, network or not.',
  },
  'help.result.rule': {
    zh: '「对手续、资料不全或不符合法定要求的，经办人员一次性告知其所需补充的手续和资料。」（通知第 20 行）',
    en: '“Where papers are missing or not as the law wants them, the clerk says once and for all what is to be added” (line 20)',
  },
  'help.result.never': {
    zh: '告知过一次以后，不再添新的要求。',
    en: 'Once they have been told, ask for nothing new.',
  },
  'help.continue.step': {
    zh: '在别处告知或受理过的，扫那张纸上的二维码，在这里接着办。',
    en: 'Told or accepted elsewhere: scan the QR on their paper and go on here.',
  },
  'help.continue.never': { zh: '不要让他们回原来的地方。', en: 'Do not send them back to the other office.' },
  'help.pledge.step': {
    zh: '户籍在市外的一方读一遍承诺书，选好，签名。不愿签也照样办。',
    en: 'The spouse from outside reads the pledge, chooses and signs. Who declines is served all the same.',
  },
  'help.pledge.rule': {
    zh: '「如申请人是市外的，由申请人填写承诺书，工作人员通过电话、信函等方式核实后出具婚育情况证明」（通知第 20 行）',
    en: '“An applicant from outside the city fills in a pledge; staff verify it by telephone or letter and write the proof” (line 20)',
  },
  'help.pledge.never': { zh: '不要他们回户籍地开证明。', en: 'Never send them home for a proof.' },
  'help.accepted.step': {
    zh: '申请人的事已经办完，剩下的由我们办。打印受理回执给他们。',
    en: 'The couple are done; what is left is ours. Print the receipt for them.',
  },
  'help.accepted.rule': {
    zh: '「务必在各类申请事项要求的时限内办结，杜绝超期办理的现象发生」（通知第 20 行）',
    en: '“Finish within the time that each matter allows; nothing may run late” (line 20)',
  },
  'help.accepted.never': { zh: '受理以后不再要任何材料。', en: 'Once accepted, ask for nothing more.' },
  'help.issue.step': {
    zh: '看清证面，点签发并打印，没有网络也一样。打印机卡纸就再打一次。',
    en: 'Look at the certificate, sign and print; no network is needed. If the printer jams, print again.',
  },
  'help.issue.rule': {
    zh: '「提供以上材料后，工作人员当场办理，立即发放生育服务证，不得收取任何材料」（通知第 73 行，生育服务证）',
    en: '“Once these are shown staff act at once and hand out the certificate immediately; no papers may be kept” (line 73, birth service certificate)',
  },
  'help.issue.never': { zh: '不要让他们改天再来取。', en: 'Do not have them come another day.' },
  'help.handover.step': {
    zh: '把证和他们的原件交到手里，请领证人签名。',
    en: 'Hand over the certificate and their originals, and have them sign.',
  },
  'help.handover.never': { zh: '不扣留原件。', en: 'Keep no originals.' },
  'help.papers.step': {
    zh: '这一件的所有文书都在这里，点一张看，点打印再打一份。',
    en: 'All papers of this case. Tap one to see it, print it again from here.',
  },
  'help.case.step': {
    zh: '这一件从头到尾的经过都在这里，要办的事点按钮。',
    en: 'The whole course of this case, and what can be done in it.',
  },
  'help.verify.step': {
    zh: '扫证上的二维码，平板自己判断真伪，不用网络。',
    en: 'Scan the QR of a certificate: the tablet judges it by itself, with no network.',
  },
  'help.sync.step': {
    zh: '看哪些记录区县已经收到。没有网络时照常办理，有网络会自动上传，不用管它。',
    en: 'Which records the district has. Work goes on without a network; records go by themselves when there is one.',
  },
} satisfies Words
