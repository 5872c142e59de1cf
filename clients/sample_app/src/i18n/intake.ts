/** Words from the first question to the notice. */
import type { Words } from './words'

export const intake = {
  'continue.title': { zh: '扫码续办', en: 'Go on with a case from elsewhere' },
  'continue.about': {
    zh: '在别处告知或受理的办件，凭告知书、回执上的二维码在这里接着办；两边都没有网络也可以。',
    en: 'A case told or accepted at another office goes on here by the QR of its notice or receipt, with no network at either.',
  },
  'continue.scan': { zh: '用扫码枪扫二维码，或粘贴其内容', en: 'Scan the QR, or paste what it says' },
  'continue.read': { zh: '核验', en: 'Check' },
  'continue.from': { zh: '出具：{site}，{at}', en: 'From {site}, {at}' },
  'continue.accepted': {
    zh: '已受理，受理编号 {no}。不再要任何材料。',
    en: 'Accepted as {no}. Nothing more is asked.',
  },
  'continue.shown': { zh: '已出示：{papers}', en: 'Shown: {papers}' },
  'continue.missing': { zh: '当时还缺：{papers}', en: 'Missing then: {papers}' },
  'continue.cards': {
    zh: '凭单上没有姓名和证件号：请夫妻出示身份证，下一步登记，平板会核对是不是这一对。',
    en: 'It has no names and no ID numbers: take them from the couple’s cards next; the tablet checks that it is this couple.',
  },
  'continue.not-a-slip': {
    zh: '不是续办凭单，或二维码不完整。请重新扫码。',
    en: 'This is no hand-over slip, or the QR is incomplete. Scan it again.',
  },
  'continue.unknown-key': {
    zh: '不是本区签发的凭单。请到签发的区办理，或在这里另行申请。',
    en: 'This slip is not of this district. Go on there, or apply here anew.',
  },
  'continue.altered': {
    zh: '凭单内容被改动，不能使用。请告知镇街。',
    en: 'This slip was altered and cannot be used. Tell the township.',
  },
  'continue.expired-credential': {
    zh: '打印凭单的平板当日不在有效期内，不能使用。请告知镇街。',
    en: 'The tablet that printed it was not admitted on that day. Tell the township.',
  },
  'continue.no-guide': {
    zh: '这台平板还没有该凭单所依据的办事指南。联网同步后再试，或在这里另行申请。',
    en: 'This tablet does not hold the guide of this slip. Try after a sync, or apply here anew.',
  },
  'continue.issued': {
    zh: '这件已发证，不再发第二张；领取、补发在原办件里办理。',
    en: 'Issued already: no second one is issued. Delivery and reissue go by its own case.',
  },
  'continue.issuedAs': {
    zh: '这件已发证：证号 {no}，由{site}签发。不再发第二张；领取、补发在原办件里办理。',
    en: 'Issued already: number {no}, by {site}. No second one is issued; delivery and reissue go by its own case.',
  },
  'continue.used-before': {
    zh: '这张凭单已经用过，办件已由别处续办。请用最近一次的告知书或回执。',
    en: 'This slip was used before: another office went on. Take their latest notice or receipt.',
  },
  'continue.used-here': {
    zh: '这张凭单在这台平板上已经用过，这一件就在这里，打开接着办。',
    en: 'This slip was used on this tablet before: the case is here, open it and go on.',
  },
  'continue.open': { zh: '打开这一件', en: 'Open the case' },
  'couple.continues': {
    zh: '这是续办：接着办 {site} {at} 的凭单，不是新的一件。',
    en: 'This goes on with a case: the slip is of {site}, {at}.',
  },
  'couple.fits': { zh: '身份证与凭单相符', en: 'The cards fit the slip' },
  'continue.other-couple': {
    zh: '身份证与凭单不符：不是这一件的夫妻。请核对证件号。',
    en: 'The cards do not fit the slip: this is not the couple of the case. Check the numbers.',
  },

  'couple.title': { zh: '{item} · 登记夫妻信息', en: '{item} · the couple' },
  'couple.clear': { zh: '清空重填', en: 'Start over' },
  'couple.name': { zh: '姓名', en: 'Name' },
  'couple.idNo': { zh: '公民身份号码', en: 'Identity number' },
  'couple.hukou': { zh: '户籍地（按户口簿）', en: 'Hukou (from the booklet)' },
  'couple.residence': { zh: '现居住地', en: 'Lives at' },
  'couple.address': { zh: '详细地址', en: 'Address' },
  'couple.otherDistrict': { zh: '市内其他区县', en: 'Elsewhere in Chongqing' },
  'couple.outside': { zh: '市外', en: 'Outside' },
  'couple.province': { zh: '选择省份', en: 'Province' },
  'couple.sameAsHukou': { zh: '同户籍地', en: 'Same as hukou' },
  'couple.sameAsHusband': { zh: '同丈夫', en: 'Same as husband' },
  'couple.kept': { zh: '每填一格都已保存在本机', en: 'Every keystroke is kept on this tablet' },
  'couple.incomplete': { zh: '还有 {n} 处未填好', en: '{n} left to fill in' },
  'left.name': { zh: '姓名', en: ' name' },
  'left.idNo': { zh: '身份号码', en: ' ID number' },
  'left.hukou': { zh: '户籍地', en: ' hukou' },
  'left.residence': { zh: '现居住地', en: ' residence' },
  'couple.emptied': { zh: '已清空：{names}', en: 'Emptied: {names}' },
  'couple.takeBack': { zh: '取回', en: 'Take back' },
  'couple.sexHint': {
    zh: '号码第17位{parity}，与“{whom}”不符，请核对是否填反',
    en: 'Digit 17 is {parity}, which does not fit “{whom}”: are they swapped?',
  },
  'couple.samePerson': { zh: '与丈夫的号码相同，请核对', en: 'The same number as the husband’s: check both' },
  'couple.odd': { zh: '为单数', en: 'odd' },
  'couple.even': { zh: '为双数', en: 'even' },

  'children.born-later': { zh: '出生日期在今天之后，请核对', en: 'Born after today: check the date' },
  'children.older-than-parent': {
    zh: '出生日期早于父母，请核对',
    en: 'Born before a parent: check the date',
  },
  'children.same-child': {
    zh: '与前面的孩子相同，请核对是否重复填写',
    en: 'The same as a child above: filled in twice?',
  },
  'children.none': { zh: '没有子女的，不用添加', en: 'Add none if there are none' },
  'children.add': { zh: '添加一个子女', en: 'Add a child' },
  'children.remove': { zh: '删去', en: 'Remove' },
  'children.name': { zh: '姓名', en: 'Name' },
  'children.bornOn': { zh: '出生日期', en: 'Born on' },
  'children.sex': { zh: '性别', en: 'Sex' },
  'children.male': { zh: '男', en: 'Boy' },
  'children.female': { zh: '女', en: 'Girl' },

  'id.length': { zh: '应为 18 位，现在 {n} 位', en: '18 characters needed, {n} so far' },
  'id.typing': { zh: '已输入 {n} 位，共 18 位', en: '{n} of 18 typed' },
  'id.old-number': {
    zh: '这是 15 位旧号码，请按现用身份证填 18 位',
    en: 'An old 15-digit number: take the 18 digits of the present card',
  },
  'id.old-number-as': {
    zh: '这是 15 位旧号码，换成 18 位多半是 {no}，请按现用身份证核对后填写',
    en: 'An old 15-digit number. It most likely became {no}: compare with the present card and type that',
  },
  'id.characters': { zh: '只能是数字，末位可为 X', en: 'Digits only; the last may be X' },
  'id.birth-date': { zh: '第 7 至 14 位不是真实的出生日期', en: 'Digits 7 to 14 are no real date of birth' },
  'id.check-character': {
    zh: '有一位不对。请对照身份证，一段一段看：{no}',
    en: 'A digit is wrong. Compare with the card, group by group: {no}',
  },
  'id.swapped': {
    zh: '第 {a}、{b} 位多半写反了。请对照身份证：{no}',
    en: 'Digits {a} and {b} are most likely swapped. Compare with the card: {no}',
  },
  'id.wrong-area': {
    zh: '前 6 位不对，没有这样的地区。请对照身份证：{no}',
    en: 'The first 6 digits are wrong, there is no such area. Compare with the card: {no}',
  },
  'id.good': { zh: '校验通过', en: 'Checked' },

  'question.title': { zh: '情况询问', en: 'Questions' },
  'question.left': { zh: '还有 {n} 问未答', en: '{n} not answered yet' },
  'question.only': { zh: '只问这些，不问其他', en: 'Nothing else is asked' },

  'uploads.title': { zh: '网上传来的材料（{n} 份）', en: 'Uploaded papers ({n})' },
  'uploads.why': {
    zh: '逐份打开看，看到什么勾什么。每打开一份都记录在案，平板上不留存。',
    en: 'Open one at a time and tick what it shows. Each look is put on record; nothing stays on the tablet.',
  },
  'uploads.new': { zh: '告知后补交', en: 'came after the notice' },
  'uploads.open': { zh: '打开', en: 'Open' },
  'uploads.close': { zh: '关上', en: 'Close' },
  'uploads.pdf': { zh: '在新窗口看 PDF', en: 'Look at the PDF' },
  'materials.title': { zh: '材料核对', en: 'Papers' },
  'materials.handBack': {
    zh: '看完当场退还，不得收取、复印、拍照',
    en: 'Look and hand back at once: keep, copy and photograph nothing',
  },
  'materials.all': { zh: '全部已出示', en: 'All shown' },
  'materials.shown': { zh: '已出示', en: 'Shown' },
  'materials.copyOnly': { zh: '只有复印件', en: 'Copy only' },
  'materials.none': { zh: '未带', en: 'Not here' },
  'materials.anyOf': { zh: '任选一种：{ways}', en: 'Any one of: {ways}' },
  'materials.withCopies': {
    zh: '原件，另复印件 {n} 份（窗口可代为复印）',
    en: 'The original, and {n} copy (the window can make it)',
  },
  'materials.kept': { zh: '{n} 张', en: '{n} wanted' },
  'copy.take': { zh: '拍照留存', en: 'Photograph it' },
  'copy.again': { zh: '重拍', en: 'Take it again' },
  'copy.kept': { zh: '已加密留存', en: 'Kept, sealed' },
  'copy.picture': { zh: '{name}的照片', en: 'Photograph: {name}' },
  'copy.hint': {
    zh: '可拍照代替复印件，拍不拍都不影响办理；照片加密保存，只有区县能打开。',
    en: 'A photograph may stand for the photocopy; nothing waits for it. It is sealed: only the district can open it.',
  },
  'copy.noRoom': {
    zh: '平板存储快满了，这张没有拍。照片不是必需的，请继续办理；连上网络后会自动腾出空间。',
    en: 'This tablet is nearly full: no photograph was kept. None is needed, go on; space comes free once it is online.',
  },
  'copy.noKey': {
    zh: '还没有收到区县的加密公钥，照片暂时不能保存。照片不是必需的，请继续办理；联网后再拍。',
    en: 'The district’s sealing key has not come yet, so no photograph can be kept. None is needed, go on; try again online.',
  },
  'copy.noPicture': {
    zh: '这张照片打不开，没有保存。请重拍，或者不拍继续办理。',
    en: 'This picture cannot be opened and was not kept. Take it again, or go on without.',
  },
  'materials.office': { zh: '由我们办', en: 'We do this' },
  'materials.before': { zh: '上次已出示', en: 'Shown before' },
  'materials.left': { zh: '还有 {n} 项未核对', en: '{n} left to check' },
  'materials.next': { zh: '看结果', en: 'Result' },

  'result.missingTitle': { zh: '还缺 {n} 项，一次告知清楚', en: '{n} missing, all told at once' },
  'result.missingWhy': {
    zh: '打印一张《一次性告知书》。以后不得再要求告知书以外的材料。',
    en: 'Print one notice. Nothing beyond it may be asked for later.',
  },
  'result.print': { zh: '打印告知书', en: 'Print the notice' },
  'result.completeTitle': { zh: '材料齐全', en: 'All papers are there' },
  'result.completeWhy': {
    zh: '请先把证件原件退还申请人，当场受理发证，不等网络。',
    en: 'Hand the originals back first. Accepted and issued now; no network needed.',
  },
  'result.completePromised': {
    zh: '请先把证件原件退还申请人。现在受理，{n} 个工作日内办结；其余都由我们办，不再要任何材料。',
    en: 'Hand the originals back first. Accepted now, done within {n} working days; the rest is ours, nothing more is asked.',
  },
  'result.accept': { zh: '受理', en: 'Accept' },
  'result.told': { zh: '已告知 · 第 {n} 份', en: 'Told · notice {n}' },

  'giveUp.offer': { zh: '申请人不办了', en: 'They want it no more' },
  'giveUp.title': { zh: '申请人不办了，撤回？', en: 'Withdraw at their wish?' },
  'giveUp.why': {
    zh: '这一件记为“已撤回”。材料都在申请人手里，没有要退的；以后要办，随时可以再来。',
    en: 'The case stays on record as withdrawn. Their papers are with them; they can apply again at any time.',
  },
  'giveUp.yes': { zh: '撤回', en: 'Withdraw' },
  'withdraw.offer': { zh: '信息有误，撤回重填', en: 'Wrong details: withdraw' },
  'withdraw.title': { zh: '撤回这件，重新填写？', en: 'Withdraw this case and fill in again?' },
  'withdraw.why': {
    zh: '已填的信息会带到新表中，改好后另立一件；这一件记为“已撤回”，不再办理。',
    en: 'What was filled in is carried over to a new case, to be mended. This one stays on record as withdrawn.',
  },
  'withdraw.lost': {
    zh: '尚未填完的“{names}”会被替换。',
    en: ' The unfinished form of {names} is replaced.',
  },
  'withdraw.yes': { zh: '撤回重填', en: 'Withdraw' },
  'withdraw.no': { zh: '不撤回', en: 'Keep' },

  'earlier.title': { zh: '这对夫妻已经领过证', en: 'This couple already holds a certificate' },
  'earlier.which': { zh: '证号 {no}，{date} 签发', en: 'Number {no}, issued on {date}' },
  'earlier.why': {
    zh: '补打、遗失补发、更正，都打开那一件办，不必另办。一年内领过的，要由镇街先把原证作废，才能另发一张。',
    en: 'To print it again, to replace a lost one or to put it right, open that case; no new one is needed. Within a year the township makes the first void before another is issued.',
  },
  'earlier.open': { zh: '打开那一件', en: 'Open that case' },
  'earlier.goOn': { zh: '已核对，继续办理', en: 'Checked, go on' },
} satisfies Words
