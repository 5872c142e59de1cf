import { speaker } from '../../../i18n/language'
import type { Words } from '../../../i18n/words'

export const devices = {
  title: { zh: '平板', en: 'Tablets' },
  list: { zh: '全部平板', en: 'All tablets' },
  admit: { zh: '登记新平板', en: 'Admit a tablet' },
  forSite: { zh: '给哪个站点', en: 'For which site' },
  makeCode: { zh: '生成配对码', en: 'Make a pairing code' },
  code: { zh: '{site} 的配对码', en: 'Pairing code for {site}' },
  how: {
    zh: '在新平板上扫这个码，或打开 {url} 后输入配对码，再由该站点的人登录。{at} 前有效，只能用一次；看不到了就再生成一个。',
    en: 'Scan this on the new tablet, or open {url} and type the code; then somebody of that site signs in. Good until {at}, once. If it is lost, make another.',
  },
  qr: { zh: '配对码的二维码', en: 'QR code of the pairing code' },
  made: { zh: '配对码好了：{code}', en: 'The pairing code is ready: {code}' },
  loopback: {
    zh: '服务器的网址是 {url}，只有服务器这台机器自己打得开：别的平板连不上，印出的二维码也扫不开。请让管服务器的人设好环境变量 YICI_PUBLIC_URL（例如 YICI_PUBLIC_URL=https://yici.example.cn），再重新启动；然后才登记平板。',
    en: 'The hub’s address is {url}, which only its own machine can open: no other tablet reaches it, and no QR code on paper works. Have whoever runs the hub set YICI_PUBLIC_URL (such as YICI_PUBLIC_URL=https://yici.example.cn) and start it again, before a tablet is admitted.',
  },
  story: { zh: '平板 {name}', en: 'Tablet {name}' },
  label: { zh: '名称', en: 'Name' },
  id: { zh: '编号', en: 'Id' },
  lastPush: { zh: '最近上传', en: 'Last upload' },
  lastHeard: { zh: '最近联系', en: 'Last heard of' },
  gaps: { zh: '缺的记录', en: 'Records missing' },
  expires: { zh: '凭证到', en: 'Credential until' },
  state: { zh: '状态', en: 'State' },
  works: { zh: '在用', en: 'Works' },
  unkept: { zh: '浏览器不保证留存', en: 'Browser promises nothing' },
  ended: { zh: '{why}（{at}）', en: '{why} ({at})' },
  end: { zh: '挂失、停用', en: 'End' },
  readmit: { zh: '恢复使用', en: 'Readmit' },
  exposure: { zh: '上面有什么', en: 'What is on it' },
  endTitle: { zh: '停用平板 {name}', en: 'End tablet {name}' },
  why: { zh: '怎么了', en: 'What happened' },
  note: { zh: '备注（可不填）', en: 'Note (optional)' },
  wipe: {
    zh: '联网时删掉平板上的全部数据（还没上传的也会丢）',
    en: 'Delete everything on it when it goes online (what it has not sent is lost too)',
  },
  warning: {
    zh: '平板马上不能再受理、发证；没用的证号作废。之后上传的记录一律不收（缺的那几条除外）。',
    en: 'From now on nothing newer is taken from it, it issues nothing, and its unused numbers are revoked.',
  },
  endSure: { zh: '停用 {name}？', en: 'End {name}?' },
  which: {
    zh: '站点：{office}；名称：{label}；编号：{device}。',
    en: 'Office: {office}; name: {label}; id: {device}. ',
  },
  wipeSure: {
    zh: '您勾了“删掉平板上的全部数据（还没上传的也会丢）”。',
    en: ' You ticked “Delete everything on it (what it has not sent is lost too)”.',
  },
  endDone: {
    zh: '{office} 的 {label}（{device}）已停用，没用的证号现在已经作废。',
    en: '{label} of {office} ({device}) has ended, and its unused numbers are revoked now.',
  },
  wipeWaits: {
    zh: '数据要等平板联网时才会删掉；在那以前还在平板上。',
    en: ' Its data are deleted when it is heard of; until then they are still on it.',
  },
  readmitSure: { zh: '恢复使用 {name}？', en: 'Readmit {name}?' },
  readmitWhy: {
    zh: '平板在该用的人手里、没有被别人动过，才可以恢复。恢复后它会把没交的记录再交一次。',
    en: 'Only if it is in the right hands, and untouched. It then offers again what was not taken.',
  },
  readmitDone: { zh: '{name} 已恢复使用。', en: '{name} works again.' },
  forgotten: { zh: '恢复备份后不认识的平板', en: 'A tablet that the restored hub does not know' },
  forgottenWhy: {
    zh: '服务器从备份恢复以后，不认识备份之后才登记的平板。扫一张它打印的证（一次性告知书、受理回执也行），它就能接着用，记录、证号都不变。',
    en: 'A hub that was restored does not know the tablets that were enrolled after its backup. Scan a paper that such a tablet printed (a certificate, a notice, a receipt): it goes on, with its records and numbers.',
  },
  forgottenOne: {
    zh: '服务器恢复备份以后，不认识{office}的平板 {device}：它有 {n} 条记录没有收下，都还在平板上。扫一张它打印的证，就能收回。',
    en: 'Since it was restored the hub does not know {device} of {office}: {n} of its records were refused, and are still on the tablet. A paper that it printed brings it back.',
  },
  paper: { zh: '它打印的二维码', en: 'The QR code that it printed' },
  paperHint: { zh: '先点这里，再用扫码枪扫。', en: 'Tap here, then use the scanner.' },
  noPaper: {
    zh: '这不是平板打印的二维码，或者没有扫全。请扫证、一次性告知书或受理回执上的那一个。',
    en: 'No tablet printed this, or it is not the whole of it. Scan the one on a certificate, a notice or a receipt.',
  },
  takeUp: { zh: '重新收下', en: 'Admit it again' },
  takeUpSure: { zh: '重新收下平板 {device}？', en: 'Admit {device} again?' },
  takeUpWhy: {
    zh: '站点：{office}。平板在该用的人手里、没有被别人动过，才可以收下；备份以后挂失、停用过的，不要收。',
    en: 'Office: {office}. Only if the tablet is in the right hands, and untouched; not one that was ended since the backup.',
  },
  takeUpDone: {
    zh: '{office} 的平板 {device} 又能用了，联网后自己把记录交上来。',
    en: '{device} of {office} works again, and sends its records once it is online.',
  },
  exposureTitle: { zh: '{name} 上有什么', en: 'What is on {name}' },
  cases: { zh: '存着的件', en: 'Cases it holds' },
  caseCount: { zh: '{all} 件，其中 {open} 件还在办', en: '{all}, of which {open} go on' },
  numbers: { zh: '还可能被打印的证号', en: 'Numbers it might still print' },
  run: { zh: '{item} {first}–{last}', en: '{item} {first}–{last}' },
  missing: { zh: '还没收到的记录', en: 'Records that have not arrived' },
  lateRecords: {
    zh: '在这之后它写了什么，没有人知道。',
    en: 'What it wrote after that nobody knows.',
  },
  caseState: { zh: '办理状态', en: 'State' },
  opened: { zh: '登记', en: 'Opened' },
} satisfies Words

export const t = speaker(devices)
