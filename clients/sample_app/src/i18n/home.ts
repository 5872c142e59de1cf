/** Words of the home screen. */
import type { Words } from './words'

export const home = {
  'home.title': { zh: '首页', en: 'Start' },
  'home.begin': { zh: '开始办理', en: 'Start' },
  'home.resumeDraft': { zh: '继续填写：{names}', en: 'Carry on with {names}' },
  'home.atOnce': { zh: '即办件 · 材料齐全当场发证', en: 'At once · issued on the spot when complete' },
  'home.promised': {
    zh: '承诺件 · 当场受理，{n} 个工作日内办结',
    en: 'Accepted at once · done within {n} working days',
  },
  'home.waitingGuide': {
    zh: '正在从服务器取得办事指南，请保持联网……',
    en: 'Fetching the guide from the hub; stay online…',
  },
  'home.needsGuide': {
    zh: '这台平板还没有办事指南。请连一次网络：取到以后，没有网络也能办理。',
    en: 'This tablet has no guide yet. Connect it to the network once; after that it works without one.',
  },
  'home.noNumbers': {
    zh: '证号已用完：照常受理，联网后自动补充再发证',
    en: 'No numbers left: accept as usual, issue when the network has brought more',
  },
  'home.reading': {
    zh: '正在读取这台平板上的记录，马上就好。可以先开始新的办理。',
    en: 'Reading the records of this tablet, just a moment. You can start something new already.',
  },
  'home.open': { zh: '正在办理', en: 'Open cases' },
  'home.scan': { zh: '扫码续办（别处告知、受理的）', en: 'Scan to go on (told or accepted elsewhere)' },
  'home.search': {
    zh: '按姓名、证件号（或末四位）、编号查找，也可扫码',
    en: 'Name, ID (or its last four), number; or scan a paper',
  },
  'home.none': { zh: '没有正在办理的事项', en: 'No open cases' },
  'home.todo': { zh: '待办', en: 'To do' },
  'home.noTodo': { zh: '没有待办', en: 'Nothing to do' },
  'home.fromDistrict': { zh: '区县交办', en: 'From the district' },
  'home.dueToday': { zh: '今天', en: 'today' },
  'home.dueOn': { zh: '{date} 前', en: 'by {date}' },
  'home.again': { zh: '再次到访', en: 'They are back' },
  'home.goOn': { zh: '继续', en: 'Carry on' },
  'home.collect': { zh: '领取', en: 'Collect' },
  'home.look': { zh: '查看', en: 'Look' },
  'home.found': { zh: '查找结果（含已办结）', en: 'Found (closed cases too)' },
  'home.more': { zh: '共 {all} 件，先列 {n} 件。再多输几个字。', en: '{all} found, {n} shown: type more.' },
  'home.elsewhere': {
    zh: '这个号码是 {site} 签发的，不在这台平板上。丢了的话，在这里登记，那里补好后邮寄；申请人不用再跑，也不要材料。',
    en: '{site} issued this number, and its case is not on this tablet. If it is lost, take that down here: that office issues another and mails it; they need not come again, and no paper is asked for.',
  },
  'home.begunElsewhere': {
    zh: '这件是 {site} 登记的，不在这台平板上。不用回那里：点“扫码续办”，再扫一次这张纸，就在这里接着办。',
    en: '{site} took this down, and it is not on this tablet. Nobody has to go back: scan the paper under “Scan to go on” and carry on here.',
  },
  'home.notFound': { zh: '没有找到', en: 'Nothing found' },
  'home.allSent': { zh: '全部记录已到区县', en: 'All records are at the district' },
  'home.fetching': {
    zh: '正在从区县取回记录，还没有取完',
    en: 'Records are being fetched from the district: not all are here yet',
  },
  'home.unsent': {
    zh: '{n} 条记录在本机，联网后自动上传',
    en: '{n} records here, sent by themselves when online',
  },
  'home.refused': {
    zh: '{n} 条记录被区县退回，请点开查看',
    en: '{n} records were refused by the district: look at them',
  },
  'home.lastAnswer': { zh: '最近联通 {at}', en: 'Last contact {at}' },
} satisfies Words
