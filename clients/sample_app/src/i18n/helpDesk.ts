/** Help at the township's desk. */
import { CLOSED, IN_TIME, LESS_WALKING, NEAREST, NO_NETWORK, PLEDGED, WORKING_DAYS } from './notice'
import type { Words } from './words'

export const helpDesk = {
  'help.desk.step': {
    zh: '左边是等镇街办的，快到期的在前，点“办理”。右边可以受理申请、查找一件、管理平板。',
    en: 'On the left what waits for the township, what is due first on top. On the right: take applications, find a case, look after the tablets.',
  },
  'help.desk.rule': IN_TIME,
  'help.desk.never': {
    zh: '不要退回给申请人补材料，缺的由村（社区）自己办。',
    en: 'Never send a case back to the applicants for papers; what is missing the community does itself.',
  },
  'help.window.step': {
    zh: '镇街大厅和村（社区）窗口一样办：点要办的证，或扫码接着办别处的。',
    en: 'The township’s hall works as any window does: tap what they apply for, or scan and go on with another office’s case.',
  },
  'help.window.rule': NEAREST,
  'help.window.never': {
    zh: '不要叫人回自己的村（社区）去办。',
    en: 'Never send anybody back to their own village or community.',
  },
  'help.decide.step': {
    zh: '看清申报的情况和村（社区）取得的证明，选准予或不予。不予要写依据，申请人看得明白。没写完离开，也给您留着。',
    en: 'See what was declared and what the community obtained; grant or refuse. A refusal needs grounds that the couple understand. Half-written words are kept.',
  },
  'help.decide.rule': WORKING_DAYS,
  'help.decide.never': {
    zh: '不要以流动人口、外地户口为由不予，也不要等申请人补材料。',
    en: 'Never refuse because they are migrants or registered elsewhere, and wait for no paper of theirs.',
  },
  'help.confirm.step': {
    zh: '村（社区）核实后认为承诺不实，由您再看一遍：同意、是无心填错，或退回再核实。',
    en: 'The community found a pledge false; you look again: agree, an honest error, or send it back.',
  },
  'help.confirm.rule': PLEDGED,
  'help.confirm.never': {
    zh: '自己作的结论不能自己复核；没复核以前，不要告诉任何人承诺不实。',
    en: 'Never confirm your own conclusion; and before it is confirmed, tell nobody that the pledge is false.',
  },
  'help.void.step': {
    zh: '看清是哪一张、为什么，写明依据，点作废，再打印通知交给申请人。作废后不能恢复。',
    en: 'Which certificate, why, in what words; then make it void and print the notice for the couple. It cannot be undone.',
  },
  'help.void.rule': CLOSED,
  'help.void.never': {
    zh: '不要因为缺哪样材料就作废，也不要叫申请人来一趟。',
    en: 'Never make one void for want of a paper, and have nobody come for it.',
  },
  'help.duplicate.step': {
    zh: '断网时两处都给发了证。看两张各是哪天发的，一般留先发的；为两个孩子办的，可以都留。',
    en: 'Two offices issued one while offline. See when each was issued: as a rule the first stays; both may, if for two children.',
  },
  'help.duplicate.rule': LESS_WALKING,
  'help.duplicate.never': {
    zh: '这不是申请人的错：不责怪，不叫他们来，不收材料。',
    en: 'It is not the couple’s fault: blame nobody, have nobody come, ask for no paper.',
  },
  'help.void-elsewhere.step': {
    zh: '办件不在本机的证：照证面输证号，看清是谁的，写明原因，联网由区县服务器作废。',
    en: 'For a certificate whose case is not on this tablet: type the number from the sheet, see whose it is and say why; the hub makes it void, online.',
  },
  'help.void-elsewhere.rule': CLOSED,
  'help.void-elsewhere.never': {
    zh: '不要照听来的号码作废，要看到证面或发证窗口的记录。',
    en: 'Never by hearsay: see the sheet, or the record of the office that issued it.',
  },
  'help.tablets.step': {
    zh: '新平板：点“登记新平板”，把配对码给那个站点。丢了、被偷了，马上点“挂失、停用”，没用的证号立即作废。',
    en: 'A new tablet: “Admit”, and give the site its code. Lost or stolen: report it at once; its unused numbers are revoked.',
  },
  'help.tablets.rule': NO_NETWORK,
  'help.tablets.never': {
    zh: '不要等到第二天再挂失。不是真丢了，不要选删掉数据，没上传的会一起丢。',
    en: 'Do not wait a day to report it. And never have it wiped unless it is truly gone: what it has not sent is lost.',
  },
  'help.bring.step': {
    zh: '村里断网，把记录导出成文件送来了：插上U盘，选那个文件，输入您的密码，就转到区县。送重了不要紧。',
    en: 'A village without a network sent its records in a file: put the stick in, choose the file, give your password, and it goes to the district. Twice does no harm.',
  },
  'help.bring.rule': NO_NETWORK,
  'help.bring.never': {
    zh: '不要因为村里断网，叫那里的群众到镇街来办；文件不要改名、不要另存。',
    en: 'Never have people come to the township because their village is offline; and leave the file as it is.',
  },
} satisfies Words
