/** Words for what was lost at one office and issued by another. */
import { LESS_WALKING } from './notice'
import type { Words } from './words'

export const wish = {
  'wish.take': { zh: '替他们登记，补好后邮寄', en: 'Take it down; another is mailed to them' },
  'wish.lost': { zh: '别处发的证丢了？替他们登记', en: 'Lost, and issued elsewhere? Take it down' },
  'wish.title': { zh: '别处发的证丢了', en: 'Lost, and issued elsewhere' },
  'wish.about': {
    zh: '登记一次就行：原发证处补好后寄到家',
    en: 'Said once: the office that issued it makes another and mails it',
  },
  'wish.which': { zh: '丢的是哪个证', en: 'Which certificate' },
  'wish.number': { zh: '证号（有复印件或照片就扫一下）', en: 'Number, or scan a copy of it' },
  'wish.numberNote': {
    zh: '不知道就空着，按夫妻双方查',
    en: 'Unknown? Leave it empty',
  },
  'wish.numberWrong': {
    zh: '证号不对，请对着再看一遍；不知道就空着',
    en: 'Not a number: look again, or leave it empty',
  },
  'wish.issuer': { zh: '{site} 签发', en: 'issued by {site}' },
  'wish.where': { zh: '补好后寄到哪里', en: 'Where to mail it' },
  'wish.sealed': {
    zh: '地址加密保存，只给补发的人写信封用。',
    en: 'Kept sealed: only who writes the envelope reads it.',
  },
  'wish.left': { zh: '夫妻双方和地址都填好就能登记', en: 'Fill in both spouses and the address first' },
  'wish.keep': { zh: '登记', en: 'Take it down' },
  'wish.home': { zh: '寄给：', en: 'Mail to:' },
  'wish.waits': { zh: '✓ 登记好了', en: '✓ Taken down' },
  'wish.waits.how': {
    zh: '联网后自动转给原发证处，补好后邮寄，不用再来。',
    en: 'It goes to the office that issued it once there is a network; another is mailed, nobody comes again.',
  },
  'wish.sent': { zh: '✓ 已转给原发证处', en: '✓ Sent on' },
  'wish.sent.how': {
    zh: '{site}补好后邮寄给他们，不用再来，这里不用再办。',
    en: '{site} issues another and mails it. Nobody comes again, and nothing is left to do here.',
  },
  'wish.none': { zh: '区里没有查到他们的证', en: 'The district has none of this couple' },
  'wish.none.how': {
    zh: '打电话核对两人的身份证号和证的种类。确实没有，就请他们就近按新办申请；别的区县发的，请那里补发。',
    en: 'Ring them and check both numbers and which certificate it was. If there is none, they apply anew wherever is nearest; one of another district is issued again there.',
  },
  'wish.over': { zh: '✓ 已了结', en: '✓ Done' },
  'wish.over.how': { zh: '这里不用再办。', en: 'Nothing is left to do here.' },
  'wish.end.waits': { zh: '证找到了，不用补', en: 'They found it: no other is needed' },
  'wish.end.none': { zh: '已告诉他们', en: 'They have been told' },
  'wish.coming': {
    zh: '这一件还没到这台平板，联网后自动取来。',
    en: 'It is not on this tablet yet; it comes by itself with the network.',
  },
  'wish.asked': { zh: '补发并邮寄', en: 'Issue another and mail it' },
  'wish.asked.how': {
    zh: '夫妻在{site}登记：证 {no} 丢了，要补发并寄到家。不要叫他们来，也不要材料。',
    en: 'At {site} the couple said that {no} is lost; another is to be mailed. Nobody has to come, and no paper is asked for.',
  },
  'wish.step.reissue': { zh: '先补发、打印新证。', en: 'First issue and print another.' },
  'wish.step.address': {
    zh: '新证已补发。看一下邮寄地址，再点“就寄到这里”。',
    en: 'It is issued. Look at the address, then tap “Send it there”.',
  },
  'wish.step.done': { zh: '✓ 已办好，这里不用再办。', en: '✓ Done: nothing is left to do here.' },
  'wish.reissue': { zh: '报失并补发', en: 'Note the loss, issue another' },

  'help.wish.step': {
    zh: '他们的证是别处发的，丢了。填两人的姓名、身份证号和邮寄地址，点“登记”。没有网络也能登记，联网后自动转给原发证处。',
    en: 'They lost what another office issued. Names, identity numbers and the mailing address, then “Take it down”. No network is needed: it goes to that office later by itself.',
  },
  'help.wish.rule': LESS_WALKING,
  'help.wish.never': {
    zh: '不要叫他们回原发证处，也不要登报、开证明。',
    en: 'Never send them to the office that issued it, and ask for no notice in a newspaper and no proof.',
  },
  'help.wished.step': {
    zh: '原发证处：补发、打印，按登记的地址寄出。登记处：转走以后不用再管；区里没查到的，打电话告诉他们。',
    en: 'Where it was issued: issue another, print it, mail it to the address taken down. Where it was taken down: nothing, once it is sent on; where the district has none, ring the couple.',
  },
  'help.wished.rule': LESS_WALKING,
  'help.wished.never': {
    zh: '不要叫他们再跑一趟来取。',
    en: 'Never have them come for it.',
  },
} satisfies Words
