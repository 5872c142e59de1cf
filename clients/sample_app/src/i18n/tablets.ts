/** Words of the tablets of a township. */
import type { Words } from './words'

export const tablets = {
  'tablets.title': { zh: '平板管理', en: 'Tablets' },
  'tablets.own': { zh: '本机', en: 'this one' },
  'tablets.none': { zh: '还没有平板', en: 'No tablet yet' },
  'tablets.lastPush': { zh: '最近联通 {at}', en: 'last contact {at}' },
  'tablets.neverPushed': { zh: '还没有上传过', en: 'has sent nothing yet' },
  'tablets.left': { zh: '{item} 余 {n}', en: '{item}: {n} left' },
  'tablets.gaps': { zh: '缺第 {gaps} 条记录', en: 'records {gaps} are missing' },
  'tablets.expires': { zh: '凭证到 {date}', en: 'credential until {date}' },
  'tablets.admit': { zh: '登记新平板', en: 'Admit a tablet' },
  'tablets.refresh': { zh: '刷新', en: 'Refresh' },
  'tablets.report': { zh: '挂失、停用', en: 'Report' },
  'tablets.readmit': { zh: '恢复使用', en: 'Readmit' },
  'tablets.ended.LOST': { zh: '已挂失', en: 'lost' },
  'tablets.ended.STOLEN': { zh: '已报失窃', en: 'stolen' },
  'tablets.ended.SUSPENDED': { zh: '已停用', en: 'suspended' },
  'tablets.ended.RETIRED': { zh: '已报废', en: 'retired' },
  'tablets.endedAt': { zh: '{why} · {at}', en: '{why} · {at}' },

  'pairing.title': { zh: '配对码', en: 'Pairing code' },
  'pairing.how': {
    zh: '在新平板上扫这个码，或打开 {url} 后输入配对码，再由 {site} 的人登录。{at} 前有效，只能用一次。',
    en: 'Scan this on the new tablet, or open {url} and type the code; then somebody of {site} signs in. Good until {at}, once.',
  },
  'pairing.for': { zh: '给哪个站点', en: 'For which site' },
  'pairing.done': { zh: '好了', en: 'Done' },

  'ending.title': { zh: '平板 {name}', en: 'Tablet {name}' },
  'ending.why': { zh: '怎么了', en: 'What happened' },
  'ending.LOST': { zh: '丢了', en: 'Lost' },
  'ending.STOLEN': { zh: '被偷了', en: 'Stolen' },
  'ending.SUSPENDED': { zh: '暂停使用', en: 'Suspended' },
  'ending.RETIRED': { zh: '报废、交回', en: 'Retired' },
  'ending.lostNote': {
    zh: '没用的证号马上作废，别人打出来的证验不过',
    en: 'Its unused numbers are revoked: what somebody prints is not taken',
  },
  'ending.suspendedNote': { zh: '暂时不让用，以后可以恢复', en: 'For a while; it can be readmitted' },
  'ending.retiredNote': { zh: '不再用了，证号收回', en: 'For good; the district has its numbers back' },
  'ending.note': { zh: '备注（可不填）', en: 'Note (optional)' },
  'ending.wipe': { zh: '联网时删掉平板上的全部数据', en: 'Delete everything on it when it goes online' },
  'ending.wipeNote': {
    zh: '还没上传的记录会一起丢失',
    en: 'What it has not sent is lost as well',
  },
  'ending.warning': {
    zh: '平板马上不能再受理、发证，之后上传的记录一律不收（缺的那几条除外）。',
    en: 'From now on nothing newer is taken from it, and it issues nothing.',
  },
  'ending.do': { zh: '停用这台平板', en: 'End this tablet' },
  'ending.sure': { zh: '真的停用 {name}？', en: 'End {name}?' },
  'ending.no': { zh: '不停用', en: 'No' },

  'exposure.title': { zh: '已停用。这台平板上有什么', en: 'It has ended. What went with it' },
  'exposure.cases': {
    zh: '存有 {all} 件，其中 {open} 件还在办',
    en: '{all} cases, of which {open} go on',
  },
  'exposure.numbers': {
    zh: '还可能被打印的证号（已全部作废）',
    en: 'Numbers it might still print (all revoked)',
  },
  'exposure.run': { zh: '{item} 第 {first}–{last} 号', en: '{item}, {first}–{last}' },
  'exposure.noNumbers': { zh: '没有', en: 'None' },
  'exposure.gaps': { zh: '还没收到的记录：第 {gaps} 条', en: 'Records that have not arrived: {gaps}' },
  'exposure.noGaps': { zh: '收到的记录没有缺', en: 'No record is missing in between' },
  'exposure.lastPush': {
    zh: '最近一次上传 {at}；之后它写了什么，没有人知道。',
    en: 'It last sent something {at}; what it wrote later nobody knows.',
  },
  'exposure.neverPushed': { zh: '它从没有上传过。', en: 'It never sent anything.' },
  'exposure.goesOn': { zh: '还在办的件', en: 'Cases that go on' },
  'exposure.back': { zh: '回平板列表', en: 'Back to the list' },
  'readmit.sure': { zh: '恢复使用 {name}？', en: 'Readmit {name}?' },
  'readmit.why': {
    zh: '平板找到了、没有被人动过，才可以恢复。恢复后它会把没交的记录再交一次。',
    en: 'Only if it was found untouched. It then offers again what was not taken.',
  },
} satisfies Words
