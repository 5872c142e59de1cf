/** Help with a case that is accepted and with its certificate. */
import { CLOSED, IN_TIME, LESS_WALKING, MAILED_OR_FETCHED, ON_THE_SPOT, ONCE } from './notice'
import type { Words } from './words'

export const helpCertificate = {
  'help.accepted.step': {
    zh: '申请人的事已经办完，剩下的由我们办。打印受理回执给他们。',
    en: 'The couple are done; what is left is ours. Print the receipt for them.',
  },
  'help.accepted.rule': IN_TIME,
  'help.accepted.never': { zh: '受理以后不再要任何材料。', en: 'Once accepted, ask for nothing more.' },
  'help.issue.step': {
    zh: '看清证面，点签发并打印，没有网络也一样。打印机卡纸就再打一次。',
    en: 'Look at the certificate, sign and print; no network is needed. If the printer jams, print again.',
  },
  'help.issue.rule': ON_THE_SPOT,
  'help.issue.never': { zh: '不要让他们改天再来取。', en: 'Do not have them come another day.' },
  'help.handover.step': {
    zh: '把证和他们的原件交到手里，请领证人签名。',
    en: 'Hand over the certificate and their originals, and have them sign.',
  },
  'help.handover.rule': ON_THE_SPOT,
  'help.handover.never': { zh: '不扣留原件。', en: 'Keep no originals.' },
  'help.papers.step': {
    zh: '这一件的所有文书都在这里，点一张看，点打印再打一份。再打的和原来的一样。',
    en: 'All papers of this case. Tap one to see it, print it again from here; it says what it said before.',
  },
  'help.papers.rule': ONCE,
  'help.papers.never': {
    zh: '补打不要任何材料，告知书上也不能再添要求。',
    en: 'Ask for no paper to print one again, and add nothing to a notice.',
  },
  'help.case.step': {
    zh: '这一件从头到尾的经过都在这里。左边的按钮是现在能办的：交付、补打、换号、补发、更正、邮寄。',
    en: 'The whole course of this case. The buttons say what can be done now: hand over, print, replace a spoiled sheet, reissue, put right, mail.',
  },
  'help.case.rule': CLOSED,
  'help.case.never': {
    zh: '证发出以后的事，也不要任何材料。',
    en: 'For nothing that comes after the certificate is any paper asked for.',
  },
  'help.spoiled.step': {
    zh: '纸卡了、打花了，说是怎么坏的，平板换一个新号，马上再打一张。坏的那张收好，不要发出去。',
    en: 'Jammed or smeared: say what happened, the tablet takes the next number, and you print at once. Keep the spoiled sheet, hand it to nobody.',
  },
  'help.spoiled.rule': ON_THE_SPOT,
  'help.spoiled.never': {
    zh: '不要因为纸坏了叫人改天再来。',
    en: 'Do not have them come another day for a spoiled sheet.',
  },
  'help.reissue.step': {
    zh: '这是代替旧证的新证。看清证面，签发并打印；旧证还在的，请收回。旧号从现在起作废。',
    en: 'The new certificate in place of the old one. Look at it, sign and print; take the old sheet back if it is there. The old number is void from now on.',
  },
  'help.reissue.rule': CLOSED,
  'help.reissue.never': {
    zh: '补发不要申请书，不要登报声明，不要任何材料。',
    en: 'For another one ask for no letter, no announcement in a newspaper, no paper at all.',
  },
  'help.mend.step': {
    zh: '哪个字错了就改哪个，下面会显示原来写的是什么。改好点下一步，当场换新证。',
    en: 'Put right the word that is wrong; what it was is shown below. Then the next step issues a new one at once.',
  },
  'help.mend.rule': LESS_WALKING,
  'help.mend.never': {
    zh: '写错不是他们的错：不要材料，不要他们再跑一趟。',
    en: 'A slip of the pen is not their fault: ask for no paper, and have nobody come again.',
  },
  'help.ask-void.step': {
    zh: '他们不要这张证了，或另有依据，写明原因报镇街。镇街作废以前，证仍有效。',
    en: 'They no longer want it, or there are other grounds: say why to the township. Until the township has made it void, it is in force.',
  },
  'help.ask-void.rule': CLOSED,
  'help.ask-void.never': {
    zh: '不要自己在证上盖作废章，不要为此收材料、叫人再来。',
    en: 'Never stamp it void yourself, and ask for no paper and no further visit.',
  },
  'help.delivery.step': {
    zh: '问他们：当场拿、自己来取，还是邮寄，照他们说的点。邮寄的写好地址，寄出后记下单号。',
    en: 'Ask them: at once, fetched, or mailed; tap what they say. To mail it, take down the address; once sent, note the tracking number.',
  },
  'help.delivery.rule': MAILED_OR_FETCHED,
  'help.delivery.never': {
    zh: '不要替他们选；证没有打印好以前，不要通知他们来取。',
    en: 'Do not choose for them; and before it is printed, tell nobody to come for it.',
  },
} satisfies Words
