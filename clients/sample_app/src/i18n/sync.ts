/** Words of the sync and of what the district answered. */
import type { Words } from './words'

export const sync = {
  'sync.title': { zh: '同步与本机', en: 'Sync and this tablet' },
  'sync.lastAnswer': { zh: '最近一次联通', en: 'Last contact' },
  'sync.never': { zh: '本次启动后尚未联通', en: 'None since the start' },
  'sync.waiting': { zh: '区县尚未出具回执的记录', en: 'Records without a receipt' },
  'sync.waitingWhy': {
    zh: '已存在本机磁盘，联网后自动上传。',
    en: 'Safe on this tablet’s disk; they go by themselves.',
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
  'sync.refused': { zh: '被服务器退回的记录', en: 'Records the hub refused' },
  'sync.tooLarge': { zh: '这条记录太大，区县服务器未收。', en: 'The record is larger than the hub takes.' },
  'sync.offerAgain': { zh: '重新提交', en: 'Offer again' },
  'sync.none': { zh: '没有', en: 'None' },
  'sync.device': { zh: '设备号', en: 'Device' },
  'sync.site': { zh: '站点', en: 'Site' },
  'sync.clerk': { zh: '经办人', en: 'Clerk' },
  'sync.persisted': { zh: '浏览器承诺保留数据', en: 'Browser keeps the data' },
  'sync.yes': { zh: '是', en: 'Yes' },
  'sync.no': { zh: '否：请把本页安装为应用', en: 'No: install this page as an app' },
  'sync.attention.sign-in-needed': {
    zh: '区县不再认可本机的密钥，请联系镇街重新登记。已办的事项仍在本机。',
    en: 'The district no longer knows this tablet’s key: enrol it again. Your work is safe here.',
  },
  'sync.attention.refused': { zh: '服务器拒绝本机：{reason}', en: 'The hub refuses this tablet: {reason}' },
  'sync.attention.busy': {
    zh: '区县服务器出错，正在重试，办理不受影响：{reason}',
    en: 'The hub fails and is being asked again; work goes on: {reason}',
  },
  'sync.unread': { zh: '看不懂的记录', en: 'Not understood' },
  'sync.unreadWhy': {
    zh: '本版应用不认识这些记录，已原样保留，请更新应用。',
    en: 'This version of the app does not know these records. They are kept; update the app.',
  },
  'sync.attention.not-our-hub': {
    zh: '网络需要先登录（如公共无线网），尚未连到区县服务器。',
    en: 'This network wants a sign-in first; the hub has not been reached.',
  },

  'receipt.upTo': { zh: '区县已签回执至第几条记录', en: 'Safe at the district up to record' },
  'receipt.none': { zh: '尚无', en: 'none yet' },
  'receipt.gaps': {
    zh: '区县收到的记录中缺第 {gaps} 条，正在重新提交。',
    en: 'The district lacks records {gaps}; they are being offered again.',
  },
  'receipt.copied': {
    zh: '区县收到了以本机名义写的另一份记录：本机可能被复制。本机不再出证，请立即联系镇街停用并重新登记。已办的事项仍在本机。',
    en: 'The district holds other records under the name of this tablet: it may have been copied. It issues no more; have the township end it and enrol anew. What was done is still here.',
  },
} satisfies Words
