/** Words behind the question mark, by screen: the step, the rule as the notice has it, what is never done. Those of the window. */
import { CLOSED, LESS_WALKING, NEAREST, NOT_BACK_HOME, ONCE, UPLOADED } from './notice'
import type { Words } from './words'

export const help = {
  'help.open': { zh: '这一步怎么办', en: 'Help with this step' },
  'help.close': { zh: '知道了', en: 'Close' },
  'help.step': { zh: '这一步做什么', en: 'What this step is' },
  'help.rule': { zh: '通知怎么说', en: 'What the notice says' },
  'help.never': { zh: '千万不要', en: 'Never' },
  'help.materials': { zh: '办事指南列的材料，只有这些', en: 'The papers of the guide, and no others' },

  'help.home.step': {
    zh: '他们要办哪个证，就点哪个绿色大按钮。拿着别处的告知书或回执来的，点“扫码续办”。以前来过的，在右边输姓名查找。“待办”是我们自己的事，空了就办。',
    en: 'Tap the green tile of what they apply for. Who brings a notice or receipt of another office: scan it. Who came before: search by name on the right. “To do” is what this office has to do itself, for a quiet hour.',
  },
  'help.home.rule': LESS_WALKING,
  'help.home.never': {
    zh: '不要因为没有网络、户口在外地，就叫人改天来、换个地方办。',
    en: 'Never send anybody away for want of a network or for a hukou elsewhere, to another day or another office.',
  },
  'help.couple.step': {
    zh: '照着身份证填姓名和号码，照着户口簿填户籍地。号码填错时，格子下面会说看哪几位。填一半离开也不会丢。',
    en: 'Names and numbers as on the cards, the hukou as in the booklet. A wrong number says which digits to look at. Nothing is lost when you leave half-way.',
  },
  'help.couple.rule': NOT_BACK_HOME,
  'help.couple.never': {
    zh: '不要因为户口在外地就不办，也不要按身份证前六位判断户籍。',
    en: 'Turn nobody away for a hukou elsewhere, and do not read the hukou from the first six digits.',
  },
  'help.continue.step': {
    zh: '在别处告知或受理过的，扫那张纸上的二维码，在这里接着办。',
    en: 'Told or accepted elsewhere: scan the QR on their paper and go on here.',
  },
  'help.continue.rule': NEAREST,
  'help.continue.never': {
    zh: '不要让他们回原来的地方，也不要再查一遍那边看过的材料。',
    en: 'Do not send them back to the other office, and do not ask again for what was shown there.',
  },
  'help.question.step': {
    zh: '照着屏幕问，点他们的回答。点错了，再点一次正确的就行。',
    en: 'Ask what is on the screen and tap the answer. A wrong tap is mended by tapping the right one.',
  },
  'help.question.rule': CLOSED,
  'help.question.never': { zh: '不问屏幕上没有的事。', en: 'Ask nothing that is not on the screen.' },
  'help.materials.step': {
    zh: '一样一样看：带了原件点“已出示”，只有复印件点“只有复印件”，没带点“未带”。没告知、没受理之前，点错了都能改。',
    en: 'Paper by paper: the original is “shown”, a copy alone is “copy only”, else “not here”. A wrong tap can be mended until they are told or accepted.',
  },
  'help.materials.rule': CLOSED,
  'help.materials.never': {
    zh: '不要婚育情况证明，那由我们自己办；不要清单以外的任何材料。',
    en: 'Never ask for a proof of marriage and childbirth status, that is ours to obtain, nor for any paper off the list.',
  },
  'help.online.step': {
    zh: '这是“渝快办”网上申请的。联网输入您的密码，一份一份打开他们上传的材料，看清一样点一样。齐了就受理；不齐，一次把缺的说清，从网上告诉他们。',
    en: 'They applied online. With a network and your password, open what they uploaded one by one and tick it. All is there: accept. If not, say once what is missing; it is told online.',
  },
  'help.online.rule': UPLOADED,
  'help.online.never': {
    zh: '不要叫网上申请的人再来窗口一趟，不要他们再带原件来。',
    en: 'Never have who applied online come to the window, nor bring originals.',
  },
  'help.result.step': {
    zh: '缺材料：打印告知书，所有缺的一次写清。齐了：点“受理”，不管有没有网络。',
    en: 'Something is missing: print the notice, which names all of it at once. All is there: accept, network or not.',
  },
  'help.result.rule': ONCE,
  'help.result.never': {
    zh: '告知过一次以后，不再添新的要求。',
    en: 'Once they have been told, ask for nothing new.',
  },
  'help.amend.step': {
    zh: '哪里填错改哪里，下面马上写出改了什么、材料清单多了少了什么。看过的材料不用重看。',
    en: 'Change what is wrong; below it says at once what changes, and what the list of papers gains or loses. Papers already seen stay seen.',
  },
  'help.amend.rule': CLOSED,
  'help.amend.never': {
    zh: '不要为了改错让申请人另拿证明、再跑一趟。',
    en: 'Never send anybody for another proof, or home, because something was taken down wrongly.',
  },
  'help.verify.step': {
    zh: '扫证上的二维码，平板自己判断真伪，不用网络。“待核实”不是假的，只是这台平板还不知道，联网后再看。',
    en: 'Scan the QR of a certificate: the tablet judges it by itself, with no network. “To be checked” is not false: this tablet does not know yet; look again when online.',
  },
  'help.verify.rule': CLOSED,
  'help.verify.never': {
    zh: '不要为了验证再要别的证明，也不要扣下人家的证。',
    en: 'Never ask for another proof because of it, and never keep the certificate.',
  },
} satisfies Words
