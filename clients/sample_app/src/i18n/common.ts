/** Words of every screen. */
import type { Words } from './words'

export const common = {
  'app.name': { zh: '一次办', en: 'Yici' },

  'app.version': { zh: '版本 {version}', en: 'Version {version}' },

  'common.back': { zh: '返回', en: 'Back' },
  'common.next': { zh: '下一步', en: 'Next' },
  'common.home': { zh: '首页', en: 'Start' },
  'common.toHome': { zh: '回首页', en: 'To the start' },
  'common.husband': { zh: '丈夫', en: 'Husband' },
  'common.wife': { zh: '妻子', en: 'Wife' },
  'common.couple': { zh: '夫妻双方', en: 'Both' },
  'common.child': { zh: '第 {n} 个子女', en: 'Child {n}' },
  'common.or': { zh: '，或', en: ', or ' },
  'common.and': { zh: '和', en: ' and ' },
  'scan.open': { zh: '用摄像头扫描', en: 'Scan by camera' },
  'scan.title': { zh: '用摄像头扫描二维码', en: 'Scan a QR by camera' },
  'scan.hint': {
    zh: '把二维码对准画面，看清后会自动读出',
    en: 'Hold the QR before the camera; it is read by itself',
  },
  'scan.close': { zh: '关闭', en: 'Close' },
  'scan.none': {
    zh: '没有找到可用的摄像头。请用扫码枪，或手工输入。',
    en: 'There is no camera that can be used. Use a hand-held scanner, or type it in.',
  },
  'scan.refused': {
    zh: '浏览器没有允许使用摄像头。请在浏览器的网站设置里允许摄像头后再试，或用扫码枪。',
    en: 'The browser does not allow the camera. Allow it in the settings of this site and try again, or use a hand-held scanner.',
  },
  'scan.busy': {
    zh: '摄像头正被别的应用占用。请关掉那个应用再试，或用扫码枪。',
    en: 'Another app is using the camera. Close that one and try again, or use a hand-held scanner.',
  },
  'scan.noReader': {
    zh: '扫码功能没有载入。请联网打开一次本应用再试，或用扫码枪。',
    en: 'The reader could not be loaded. Open the app once with a network and try again, or use a hand-held scanner.',
  },
  'common.clerkOf': { zh: '{site}经办人（账号 {user}）', en: '{site}’s clerk {user}' },
  'common.colon': { zh: '：', en: ': ' },
  'common.listComma': { zh: '、', en: ', ' },

  'step.back': { zh: '上一步', en: 'Previous' },
  'step.next': { zh: '下一步', en: 'Next' },

  'state.draft': { zh: '材料核对中', en: 'Checking papers' },
  'state.notified': { zh: '已一次性告知', en: 'Told once' },
  'state.accepted': { zh: '已受理', en: 'Accepted' },
  'state.issued': { zh: '已制证 · 待交付', en: 'Issued · to hand over' },
  'state.in-review': { zh: '镇街审核中', en: 'At the township' },
  'state.granted': { zh: '已准予 · 待制证', en: 'Granted · to issue' },
  'state.refused': { zh: '不予办理', en: 'Refused' },
  'state.closed': { zh: '已办结', en: 'Done' },
  'state.abandoned': { zh: '久未再来', en: 'Not come back' },
  'state.withdrawn': { zh: '已撤回', en: 'Withdrawn' },

  'print.isOut': { zh: '纸打印出来了吗？', en: 'Did the paper come out?' },
  'print.out': { zh: '已打印好', en: 'Printed' },
  'print.again': { zh: '没有，再打一次', en: 'No, print again' },
  'print.later': { zh: '先不打', en: 'Not now' },

  'reading.why': {
    zh: '这台平板上的记录多，要几秒钟。读完会自己打开。',
    en: 'There are many records on this tablet: it takes a few seconds. This opens by itself then.',
  },
  'noCase.title': { zh: '这一件不在这台平板上', en: 'This case is not on this tablet' },
  'noCase.why': {
    zh: '编号 {id}。可能还没有同步到，或不属于本站点。',
    en: 'Its id is {id}. It may not have arrived yet, or it is another office’s.',
  },
  'error.unexpected': {
    zh: '出了问题，请再试一次；反复出现请告知镇街。（{reason}）',
    en: 'Something went wrong. Try again; if it comes back, tell the township. ({reason})',
  },
  'error.movedOn': {
    zh: '这件事项的状态已变化，请回首页重新打开。',
    en: 'This case has moved on; open it again from the start.',
  },
  'error.noNumbers': {
    zh: '本机号段已用完，联网后自动补充。',
    en: 'All numbers are used; more come with the network.',
  },
  'error.withoutGrounds': {
    zh: '还没有可作依据的查验或核实结果，现在不能出具。',
    en: 'Neither a look-up nor a verified pledge bears it out yet: it cannot be written now.',
  },
  'error.noRoom': {
    zh: '平板空间已满，这一步没有保存；填写的内容还在屏幕上。请联网上传，删掉不用的照片和应用，再试一次。',
    en: 'The tablet is full: this step was not saved, what you filled in is still on the screen. Go online to send, delete what nobody needs, and try again.',
  },
  'error.notSaved': { zh: '没有保存成功，请再试一次。（{reason}）', en: 'Not saved, try again. ({reason})' },

  'update.ready': {
    zh: '新版本已下载好。现在换，或下次打开时自动换。',
    en: 'A new version has been fetched. Take it now, or it comes with the next start.',
  },
  'update.now': { zh: '现在更新', en: 'Update now' },

  'pad.clear': { zh: '重签', en: 'Again' },
  'pad.here': { zh: '请在此处签名', en: 'Sign here' },
} satisfies Words
