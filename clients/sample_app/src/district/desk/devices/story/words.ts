import { speaker } from '../../../../i18n/language'
import type { Words } from '../../../../i18n/words'

export const story = {
  back: { zh: '返回全部平板', en: 'Back to all tablets' },
  again: { zh: '刷新', en: 'Refresh' },
  well: { zh: '一切正常，没有要处理的事。', en: 'All is well: nothing needs attention.' },
  one: { zh: '有 1 件事要处理。', en: 'One thing needs attention.' },
  some: { zh: '有 {n} 件事要处理，最要紧的在前面。', en: '{n} things need attention, the gravest first.' },
  toDo: { zh: '怎么办：', en: 'What to do:' },
  forDesks: { zh: '由镇街或区县管理员处理：', en: 'For a township or the district to do:' },
  openPage: { zh: '打开“{page}”', en: 'Open “{page}”' },
  because: { zh: '{record}：{why}', en: '{record}: {why}' },
  records: { zh: '第 {seqs} 条记录', en: 'records {seqs}' },

  facts: { zh: '基本情况', en: 'How it stands' },
  admitted: { zh: '登记', en: 'Admitted' },
  admittedBy: { zh: '{at}，{by}', en: '{at}, by {by}' },
  browser: { zh: '浏览器', en: 'Browser' },
  kept: { zh: '保证留存数据', en: 'Promises to keep what it holds' },
  unkept: {
    zh: '不保证留存，空间不足时可能删掉没上传的记录',
    en: 'Promises nothing: short of room, it may delete what was not sent',
  },
  notTold: { zh: '还没有报告', en: 'Has not told' },
  toSend: { zh: '{at}，还有 {n} 条没送出', en: '{at}, {n} still to send' },
  lastTold: { zh: '最近报告', en: 'Last told' },
  received: { zh: '收到的记录', en: 'Records received' },
  upTo: {
    zh: '到第 {head} 条都齐了，最新是第 {latest} 条',
    en: 'All up to {head}; the latest is {latest}',
  },
  receipt: { zh: '回执', en: 'Receipt' },
  receiptUpTo: { zh: '到第 {n} 条（{at}）', en: 'Up to {n} ({at})' },
  waits: { zh: '收下、还不算数的', en: 'Kept, but waiting' },
  numbers: { zh: '证号', en: 'Numbers' },
  left: { zh: '{item}：领了 {leased} 个，剩 {free} 个', en: '{item}: {free} of {leased} left' },
} satisfies Words

/** By the codes of `TroubleCode`. */
export const TROUBLES = {
  ENDED: {
    zh: '已停用（{about}，{at}）：它新写的记录一律不收。',
    en: 'It has ended ({about}, {at}): nothing new of it is taken.',
  },
  EXPIRED: {
    zh: '凭证 {about} 到期了：它登录不上，记录送不出来。',
    en: 'Its credential ended on {about}: it cannot sign in, nor send.',
  },
  ALARM: {
    zh: '{about}（{count} 次）：一台正常的平板不会这样。',
    en: '{about} ({count}): no one honest tablet writes that.',
  },
  REFUSED: { zh: '有 {count} 条记录没有收下。', en: 'Records refused: {count}.' },
  WAITS_FOR_GUIDE: {
    zh: '{count} 条记录已收下，要等办事指南“{about}”发布了才算数。',
    en: 'Records that are kept and wait for the guide “{about}”: {count}.',
  },
  WAITS_FOR_DOCUMENT: {
    zh: '{count} 条记录已收下，要等另一份资料（{about}）到了才算数。',
    en: 'Records that are kept and wait for another document ({about}): {count}.',
  },
  GAPS: {
    zh: '第 {about} 条记录（共 {count} 条）还没到，后面的已经到了。',
    en: 'Missing, though later records are here: {about} ({count} in all).',
  },
  UNSENT: {
    zh: '{at} 它报告还有 {count} 条没送出，之后一条也没到。',
    en: 'At {at} it said it had {count} still to send; none came since.',
  },
  SILENT: { zh: '{at} 以后再没有它的消息。', en: 'Nothing was heard of it since {at}.' },
  NO_RECEIPT: { zh: '收到的记录还没有给它回执。', en: 'It has no receipt yet for what was received.' },
  FEW_NUMBERS: { zh: '{about}的证号只剩 {count} 个。', en: 'Numbers left for {about}: {count}.' },
} satisfies Words

export const ADVICE = {
  ENDED: {
    zh: '平板在该用的人手里、没有被别人动过的，点上面的“恢复使用”，没收下的记录它会再交一次。不再用的，不用办什么。',
    en: 'If it is in the right hands and untouched, press “Readmit” above: it then offers again what was not taken. If it is not used any more, there is nothing to do.',
  },
  EXPIRED: {
    zh: '点上面的“恢复使用”，给它新的凭证。它存着的记录都还在，接着就会送来。',
    en: 'Press “Readmit” above: that gives it a new one. It keeps what it holds, and sends it then.',
  },
  ALARM: {
    zh: '多半是平板里的数据被复制过、还原过。先让它联网把记录都送完，再点上面的“挂失、停用”，然后到“平板”页点“登记新平板”重新登记。',
    en: 'What it stores was probably copied or put back. Let it send everything; then press “End” above, and admit it anew with “Admit a tablet” on the page “Tablets”.',
  },
  REFUSED: {
    zh: '请经办人在平板“同步与本机”里看原因：因为平板未登记、已停用没收下的，平板恢复以后自己再交，或者点“重新提交”，不要重写；别的照着改正，到窗口重新写一条。没收下的另存着，在“违规与拦截”页能查到。',
    en: 'Have the clerk look at “Sync and this tablet” on the tablet. What was refused because the tablet was not enrolled or had ended comes again by itself once it works, or by “Offer again”: it is not written anew. Else put right the cause and write it anew at the window. What was refused is kept aside: see the page “Violations”.',
  },
  WAITS_FOR_GUIDE: {
    zh: '请区县到“办事指南”页发布这一版。发布以后自动算数，平板上不用再办。',
    en: 'Have the district publish that version on the page “Guides”. They count by themselves then; nothing is to be done on the tablet.',
  },
  WAITS_FOR_DOCUMENT: {
    zh: '它会随同一站点的资料自动送到。过了一天还没到，请管服务器的人看村级主机有没有连上区县。',
    en: 'It comes by itself with the documents of its site. If it has not come within a day, have whoever runs the hub see whether the village hub reaches the district.',
  },
  GAPS: {
    zh: '请站点把平板连上网，打开“一次办”，等到显示“待同步 0”。连不上网的，在平板“同步与本机”里“用U盘送达”。',
    en: 'Have the site open the app on the tablet with a network until it says “0 to send”. Without a network: “Carry by hand”, under “Sync and this tablet”.',
  },
  UNSENT: {
    zh: '多半是网络不稳，送到一半断了。请站点换个网络再打开“一次办”；还不行，就在平板“同步与本机”里“用U盘送达”，并请管服务器的人按平板编号查日志。',
    en: 'Its network probably breaks while it sends. Have the site try another network; if that fails, “Carry by hand” under “Sync and this tablet”, and have whoever runs the hub look in the log for its id.',
  },
  SILENT: {
    zh: '打电话问站点：还在用吗，有没有网，“一次办”还打不打得开。丢了的，马上点上面的“挂失、停用”。',
    en: 'Ask at the site: is it in use, has it a network, does the app still open? If it is lost, press “End” above at once.',
  },
  NO_RECEIPT: {
    zh: '一般一分钟内会自动补上，请稍后点“刷新”。一直没有的，请告诉管服务器的人。',
    en: 'It is written within a minute: press “Refresh” a little later. If it does not come, tell whoever runs the hub.',
  },
  FEW_NUMBERS: {
    zh: '会自动补发，平板下次联网就领到，不用申请。站点快用完了的，请他们先把平板连上网。',
    en: 'More are given by themselves when the tablet is next online; nobody has to ask. If the site is about to run out, have it go online.',
  },
} satisfies Record<keyof typeof TROUBLES, Words[string]>

export const ALARMS = {
  clone: { zh: '同一条记录有两种内容', en: 'One record with two contents' },
  fork: { zh: '两条记录用了同一个序号', en: 'Two records with one number' },
  'broken-chain': { zh: '记录接不上前一条', en: 'A record does not follow the one before' },
  altered: { zh: '写好的记录后来被改过或删过', en: 'A record was changed or deleted afterwards' },
  'number-twice': { zh: '同一个证号用在两份证件上', en: 'One number stands on two papers' },
} satisfies Words

export const t = speaker(story)
