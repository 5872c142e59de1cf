/** Words of the sync and of what the district answered. */
import type { Words } from './words'

export const sync = {
  'sync.title': { zh: '同步与本机', en: 'Sync and this tablet' },
  'sync.lastAnswer': { zh: '最近一次联通', en: 'Last contact' },
  'sync.speaksWith': { zh: '正在和谁同步', en: 'In sync with' },
  'sync.with.district': { zh: '区县', en: 'the district' },
  'sync.with.village': { zh: '村里的主机', en: 'the village hub' },
  'sync.with.nobody': { zh: '暂时没有连上', en: 'nobody, for now' },
  'sync.withVillageWhy': {
    zh: '区县暂时连不上，记录先交给村里的主机，同事的平板也看得到。路一通就送到区县，那时才有回执。',
    en: 'The district does not answer. Records go to the hub of this office, and colleagues see them. They go on to the district when it is there again; only then do receipts come.',
  },
  'sync.never': { zh: '本次启动后尚未联通', en: 'None since the start' },
  'sync.unsent': { zh: '未发出', en: 'Not sent' },
  'sync.unsentWhy': {
    zh: '在本机磁盘上，联网后自动发送。',
    en: 'On this tablet’s disk; they go by themselves.',
  },
  'sync.sent': { zh: '已发出，等回执', en: 'Sent, no receipt yet' },
  'sync.sentWhy': {
    zh: '区县服务器已收，回执还没到。',
    en: 'The district has them; its receipt is on the way.',
  },
  'sync.sentVillageWhy': {
    zh: '在村里的主机上，本机也还留着；区县收到后才有回执。',
    en: 'They are at the village hub, and kept here too; a receipt comes when the district has them.',
  },
  'sync.receipted': { zh: '已有回执', en: 'Receipted' },
  'sync.receiptedWhy': {
    zh: '区县签字确认收到，不会丢。',
    en: 'The district has signed for them: they are safe.',
  },
  'sync.traffic': { zh: '本月流量', en: 'Traffic this month' },
  'sync.trafficOf': {
    zh: '发出 {up}，收到 {down}（{since} 起）',
    en: '{up} sent, {down} received (since {since})',
  },
  'sync.papers': { zh: '等待上传的照片和地址', en: 'Photographs and addresses to be sent' },
  'sync.papersWhy': {
    zh: '已加密；记录传完后自动上传，区县收到后从本机删除。',
    en: 'Sealed. They go after the records, and are deleted here once the district has them.',
  },
  'sync.papersRefused': {
    zh: '有一份区县没有收下，仍保存在本机：{reason}',
    en: 'The district would not take one; it is still here: {reason}',
  },
  'sync.removed': { zh: '已移出本机的事项', en: 'Cases that left this tablet' },
  'sync.removedWhy': {
    zh: '办完满30天、区县已确认收到的，不再留在平板上；要看时可以取回。',
    en: 'Done for 30 days, and receipted: they are kept at the district, and fetched again when asked for.',
  },
  'gone.title': { zh: '这台平板丢了记录', en: 'This tablet has lost records' },
  'gone.why': {
    zh: '浏览器删掉了平板上的一部分数据，多半是空间不足，不是您的错。',
    en: 'The browser deleted some of what was on this tablet, most likely for want of room: it is not your fault.',
  },
  'gone.places': {
    zh: '缺 {n} 条没有区县回执的记录：第 {places} 条。',
    en: '{n} records without a receipt are missing: {places}.',
  },
  'gone.safe': {
    zh: '有回执的都在区县，没有丢。已发出、只是没等到回执的，联网后会自己回来。',
    en: 'What has a receipt is safe at the district. What was sent, and only lacked its receipt, comes back by itself when online.',
  },
  'gone.do': {
    zh: '请先联网几分钟。仍然缺的，请打电话给镇街，报设备号 {device} 和上面的编号，再对照纸面补记。别的照常办理，用过的号不会再用。',
    en: 'Go online for a few minutes. If some are still missing, ring the township with the number of this tablet ({device}) and those above, and enter them again from paper. All else goes on; no number is used twice.',
  },
  'gone.cutShort': {
    zh: '最后办的记录不在了，本机暂时不能再记，以免重号。请先联网几分钟；还是不行，请打电话给镇街停用本机，重新登记。已有的记录仍在。',
    en: 'The last records are gone, so this tablet writes nothing for now, lest a number be used twice. Go online for a few minutes; if that does not help, have the township end this tablet and enrol anew. What is here stays here.',
  },
  'gone.read': { zh: '知道了，继续', en: 'I have read it, go on' },
  'removed.why': {
    zh: '这件事项已办完满30天，为保护群众信息，不再留在平板上。区县有完整记录，取回后可照常查看、补发。',
    en: 'This case was done more than 30 days ago, so this tablet keeps it no more. The district has all of it: fetch it to look at it or to issue anew.',
  },
  'removed.fetch': { zh: '从区县取回', en: 'Fetch it' },
  'removed.offline': { zh: '联网后就能取回。', en: 'It is fetched when this tablet is online.' },
  'removed.failed': {
    zh: '没有取到，什么都没丢。请看网络，再点一次。',
    en: 'It could not be fetched; nothing is lost. Look at the network and try again.',
  },
  'sync.refused': { zh: '被服务器退回的记录', en: 'Records the district refused' },
  'sync.tooLarge': {
    zh: '这条记录太大，区县服务器未收。',
    en: 'The record is larger than the district takes.',
  },
  'sync.offerAgain': { zh: '重新提交', en: 'Offer again' },
  'sync.refusedWhy': {
    zh: '原记录仍在本机，也已留在区县的退件箱里，没有丢。',
    en: 'The records are still here, and kept aside at the district: nothing is lost.',
  },
  'sync.because': { zh: '原因：{why}', en: 'Why: {why}' },
  'sync.nextStep': { zh: '下一步：{step}', en: 'Next: {step}' },
  'sync.toCase': { zh: '看这件事项', en: 'Show the case' },
  'refused.forgotten': {
    zh: '区县服务器恢复备份后，不认得本站点的另一台平板 {tablet} 了。本机没有问题。',
    en: 'The district’s hub was restored from a backup, and does not know {tablet}, another tablet of this office. This one is fine.',
  },
  'refused.itsPaper': {
    zh: '带一张 {tablet} 打印的证（或一次性告知书、受理回执）去镇街，{tablet} 就能恢复，记录由它自己交上去；还不行就点“重新提交”。',
    en: 'take a paper that {tablet} printed (a certificate, a notice, a receipt) to the township, which admits {tablet} again. It then sends its records itself; if it cannot, “Offer again” sends them from here.',
  },
  'refused.update': {
    zh: '先更新应用，再点“重新提交”。',
    en: 'update the app, then offer them again.',
  },
  'refused.correct': {
    zh: '打开这件事项，按证件更正后重新登记。',
    en: 'open the case and enter it again as the papers say.',
  },
  'refused.byTownship': { zh: '请镇街来办这一步。', en: 'ask the township to do this step.' },
  'refused.readmit': {
    zh: '请镇街恢复本机，之后会自动重新提交。',
    en: 'ask the township to admit this tablet again; they are then offered by themselves.',
  },
  'refused.tell': {
    zh: '请告诉镇街下面这串编号；问题解决后点“重新提交”。',
    en: 'tell the township the number below; once it is put right, offer it again.',
  },
  'sync.none': { zh: '没有', en: 'None' },
  'sync.device': { zh: '设备号', en: 'Device' },
  'sync.site': { zh: '站点', en: 'Site' },
  'sync.clerk': { zh: '经办人', en: 'Clerk' },
  'sync.app': { zh: '应用版本', en: 'Version of the app' },
  'sync.attention.sign-in-needed': {
    zh: '区县不认得本机了。请带一张本机打印的证（或一次性告知书、受理回执）找镇街恢复使用。已办的事项都在本机，不会丢。',
    en: 'The district does not know this tablet. Take a paper that it printed (a certificate, a notice, a receipt) to the township, which admits it again. Your work is safe here.',
  },
  'sync.attention.refused': {
    zh: '服务器拒绝本机：{reason}',
    en: 'The district refuses this tablet: {reason}',
  },
  'sync.attention.busy': {
    zh: '区县服务器出错，正在重试，办理不受影响：{reason}',
    en: 'The district’s server fails and is being asked again; work goes on: {reason}',
  },
  'sync.unread': { zh: '看不懂的记录', en: 'Not understood' },
  'sync.unreadWhy': {
    zh: '本版应用不认识这些记录，已原样保留，请更新应用。',
    en: 'This version of the app does not know these records. They are kept; update the app.',
  },
  'sync.attention.not-our-hub': {
    zh: '网络需要先登录（如公共无线网），尚未连到区县服务器。',
    en: 'This network wants a sign-in first; the district has not been reached.',
  },

  'storage.never': {
    zh: '浏览器没有答应长期保留数据',
    en: 'The browser does not promise to keep the data',
  },
  'storage.lost': {
    zh: '浏览器收回了长期保留数据的承诺，区县已知道',
    en: 'The browser took back its promise to keep the data; the district is told',
  },
  'storage.do': {
    zh: '空间不足时，它可能删掉未上传的记录。可照常办理，请尽快联网上传或用U盘送达；把本页添加到主屏幕后再试。',
    en: 'Short of room, it may delete what was not sent. Carry on, but go online soon or export the records; add this page to the home screen and try again.',
  },
  'storage.full': {
    zh: '平板空间快用完了（剩 {left}），请先联网上传，删掉不用的照片和应用。',
    en: 'This tablet is nearly full ({left} left): go online to send, and delete photographs and apps that nobody needs.',
  },

  'courier.title': { zh: '用U盘送达', en: 'Carry by hand' },
  'courier.about': {
    zh: '长时间没有网络时：导出一个加密文件，用U盘送到镇街，或交给本站点另一台联网的平板转交。除区县外谁也打不开。',
    en: 'When there is no network for long: export one sealed file, and bring it to the township, or to another tablet of this site that is online. Nobody but the district can open it.',
  },
  'courier.pack': { zh: '导出未送达的记录（{n}）', en: 'Export what is not safe yet ({n})' },
  'courier.packed': {
    zh: '已导出本机 {device} 的 {n} 条记录，文件 {file} 在“下载”文件夹里。收到回执前，记录仍留在本机。',
    en: '{n} records of this tablet {device} are in the file {file}, in the folder of downloads. They stay here until the receipt comes.',
  },
  'courier.handOn': { zh: '转交别的平板的文件', en: 'Hand on another tablet’s file' },
  'courier.handOnOnline': {
    zh: '联网后才能转交文件。',
    en: 'A file is handed on when this tablet is online.',
  },
  'courier.brought': {
    zh: '已转交平板 {device} 的文件：新收 {taken} 条，原来已有 {there} 条，退回 {refused} 条。',
    en: 'The file of tablet {device} is handed on: {taken} new, {there} there before, {refused} refused.',
  },
  'courier.noFile': { zh: '这不是“一次办”导出的文件。', en: 'This is no file that Yici exported.' },
  'courier.altered': {
    zh: '文件不完整或被改动，没有收下。请在原平板重新导出。',
    en: 'The file is incomplete or was altered: nothing was taken. Export it again on its tablet.',
  },
  'courier.district': {
    zh: '这是别的区县的文件，本区县打不开。',
    en: 'This is another district’s file: this one cannot open it.',
  },
  'courier.otherSite': {
    zh: '这是别的站点的文件，请送到那个站点或镇街。',
    en: 'This is another site’s file: bring it there, or to the township.',
  },
  'courier.refused': { zh: '区县没有收下：{reason}', en: 'The district did not take it: {reason}' },
  'courier.noKey': {
    zh: '本机还没取得区县的加密钥匙，请先联网一次。记录都在本机。',
    en: 'This tablet has not got the district’s key yet: go online once. Your records are here.',
  },

  'receipt.gaps': {
    zh: '区县收到的记录中缺第 {gaps} 条，正在重新提交。',
    en: 'The district lacks records {gaps}; they are being offered again.',
  },
  'receipt.copied': {
    zh: '区县收到了以本机名义写的另一份记录：本机可能被复制。本机不再出证，请立即联系镇街停用并重新登记。已办的事项仍在本机。',
    en: 'The district holds other records under the name of this tablet: it may have been copied. It issues no more; have the township end it and enrol anew. What was done is still here.',
  },
} satisfies Words
