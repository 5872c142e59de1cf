/** Words of a tablet that is not open: enrolment, another tab, the end. */
import type { Words } from './words'

export const start = {
  'enrol.title': { zh: '登记这台平板', en: 'Enrol this tablet' },
  'enrol.why': {
    zh: '只做一次。由镇街给出配对码，需要连接网络。',
    en: 'Once only. The township gives the pairing code; a network is needed.',
  },
  'enrol.offline': {
    zh: '现在连不上区县服务器。登记这台平板要用一次网络：请先连好网络再填写。登记好以后，没有网络也能办理。',
    en: 'The district’s hub cannot be reached now. Enrolling needs the network once: connect first, then fill in. After that the tablet works without one.',
  },
  'enrol.username': { zh: '经办人登录名', en: 'Clerk’s user name' },
  'enrol.password': { zh: '密码', en: 'Password' },
  'enrol.code': { zh: '配对码', en: 'Pairing code' },
  'enrol.label': { zh: '平板名称', en: 'Name of this tablet' },
  'enrol.labelExample': { zh: '例如：一号窗口', en: 'For example: Window 1' },
  'enrol.submit': { zh: '登记', en: 'Enrol' },
  'enrol.unkept': {
    zh: '浏览器没有答应长期保留数据',
    en: 'The browser does not promise to keep the data',
  },
  'enrol.unkeptWhy': {
    zh: '平板空间不足时，浏览器可能删掉还没有上传的记录。是浏览器的事，不是账号或配对码错了；这个风险要镇街知道并同意，所以写下是谁。',
    en: 'When the tablet runs out of room, the browser may delete records that were not sent yet. Your name and code are right: it is the browser. The township has to know of it and agree, so write down who did.',
  },
  'enrol.unkeptDo': {
    zh: '请先把本页“添加到主屏幕”，并允许通知，再点“再试一次”。仍不行，请示镇街，写明谁同意、为什么，再继续。',
    en: 'Add this page to the home screen, allow notifications, and try again. If it still does not promise, ask the township; write down who agreed, and why, and go on.',
  },
  'enrol.unkeptReason': { zh: '镇街谁同意、为什么', en: 'Who at the township agreed, and why' },
  'enrol.unkeptExample': {
    zh: '例如：李主任同意，平板无法安装应用',
    en: 'For example: Director Li, no app can be installed',
  },
  'enrol.askAgain': { zh: '再试一次', en: 'Try again' },
  'enrol.anyway': { zh: '镇街同意后继续', en: 'Go on, the township agrees' },
  'enrol.wrongPassword': { zh: '登录名或密码不对。', en: 'The user name or password is wrong.' },
  'enrol.suspended': {
    zh: '密码是对的，但您的账号已被停用。请找镇街或区县的管理员恢复。',
    en: 'Your password is right, but you are suspended. Ask the administrator of your township or district.',
  },
  'enrol.wrongCode': {
    zh: '配对码不对、已用过、已过期，或不是本站点的。',
    en: 'The pairing code is wrong, used, expired, or another site’s.',
  },
  'enrol.wait': {
    zh: '登录尝试过多，请等一分钟再试。',
    en: 'Too many attempts at signing in. Wait a minute and try again.',
  },
  'enrol.refused': { zh: '未能登记：{reason}', en: 'Not enrolled: {reason}' },
  'enrol.unreachable': {
    zh: '连接不上区县服务器，请检查网络后再试。',
    en: 'The district’s hub cannot be reached. Check the network and try again.',
  },

  'own.title': { zh: '换成您自己的密码', en: 'Choose a password of your own' },
  'own.why': {
    zh: '您输入的是别人给的初始密码，请换成只有您知道的，然后接着办。网页上登录也用新密码。',
    en: 'You came with a first password that somebody gave you. Choose one that only you know, and go on. It counts on the web pages, too.',
  },
  'own.new': { zh: '新密码（至少 8 个字符）', en: 'New password (8 characters or more)' },
  'own.again': { zh: '再输一遍新密码', en: 'The new password once more' },
  'own.differs': { zh: '两次输入的密码还不一样。', en: 'The two are not the same yet.' },
  'own.back': { zh: '返回登录，密码还没有换', en: 'Back to the sign-in; nothing is changed' },
  'own.choose': { zh: '换好，接着办', en: 'Change it and go on' },

  'evicted.title': {
    zh: '浏览器清掉了这台平板的数据',
    en: 'The browser deleted what was on this tablet',
  },
  'evicted.device': {
    zh: '这里原来是平板 {device}。多半是平板空间不足，浏览器自己删的，不是您的错。',
    en: 'This was tablet {device}. Most likely it ran short of room, and the browser deleted by itself: it is not your fault.',
  },
  'evicted.unknown': {
    zh: '这里原来登记过一台平板，它的钥匙没有了，留下的记录打不开。多半是平板空间不足，浏览器自己删的，不是您的错。',
    en: 'A tablet was enrolled here. Its key is gone, so what is left cannot be opened. Most likely it ran short of room, and the browser deleted by itself: it is not your fault.',
  },
  'evicted.safe': {
    zh: '有区县回执的 {n} 条记录都在区县，没有丢。',
    en: 'The {n} records that the district signed for are at the district: they are safe.',
  },
  'evicted.lost': {
    zh: '还没有回执的 {n} 条记录（第 {from} 到 {to} 条）可能丢了：登记后请对照纸面补记。手上已发出的证照样有效。',
    en: '{n} records without a receipt ({from} to {to}) may be lost: enter them again from paper. Certificates that were handed out stay good.',
  },
  'evicted.nothing': {
    zh: '{n} 条记录都有区县的回执，什么都没有丢。',
    en: 'The district signed for all {n} records: nothing is lost.',
  },
  'evicted.do': {
    zh: '请打电话给镇街：报这台平板的设备号，停用它，再要一个新的配对码，重新登记。',
    en: 'Ring the township: tell the number of this tablet, have it ended, and ask for a new pairing code.',
  },
  'evicted.enrol': { zh: '重新登记', en: 'Enrol anew' },

  'tab.title': { zh: '“一次办”已在另一个窗口打开', en: 'Yici is open in another window' },
  'tab.why': {
    zh: '同一台平板只能开一个窗口，以免重号。',
    en: 'One window per tablet, so that no number is given twice.',
  },
  'tab.takeOver': { zh: '在此窗口继续', en: 'Carry on here' },
  'tab.lost': { zh: '已转到另一个窗口继续办理', en: 'Work goes on in the other window' },

  'failed.title': { zh: '“一次办”没能打开', en: 'Yici could not be opened' },
  'failed.kept': {
    zh: '没有删改任何数据：已办的事项、已填的内容仍在这台平板上。',
    en: 'Nothing was deleted or changed: your cases and what you filled in are still on this tablet.',
  },
  'failed.do': {
    zh: '请再试一次；仍打不开，请重启平板。不要清除浏览器数据，并告知镇街。',
    en: 'Try again; if it still does not open, restart the tablet. Do not clear the browser’s data, and tell the township.',
  },
  'failed.retry': { zh: '再试一次', en: 'Try again' },
  'failed.reason': { zh: '原因：{reason}', en: 'Reason: {reason}' },

  'ended.lost': { zh: '这台平板已挂失', en: 'This tablet was reported lost' },
  'ended.stolen': { zh: '这台平板已报失窃', en: 'This tablet was reported stolen' },
  'ended.retired': { zh: '这台平板已停止使用', en: 'This tablet is out of service' },
  'ended.suspended': { zh: '这台平板已暂停使用', en: 'This tablet is suspended' },
  'ended.since': {
    zh: '区县于 {date} 停用了它：不能再受理、发证，未用的证号已全部作废。',
    en: 'The district ended it on {date}: it accepts and issues nothing, and its unused numbers are revoked.',
  },
  'ended.kept': {
    zh: '已办的事项仍保存在这台平板上，恢复使用后会自动提交。',
    en: 'What was done is kept on this tablet, and is sent when it is admitted again.',
  },
  'ended.blocked': {
    zh: '另一个标签页还开着，请关掉它，才能删净数据。',
    en: 'Something is still open in another tab. Close it so that everything can be deleted.',
  },
  'ended.wiped': {
    zh: '按区县要求，这台平板上的全部数据已删除。',
    en: 'As the district asked, everything on this tablet was deleted.',
  },
  'ended.do': { zh: '如有疑问，请联系所在镇街。', en: 'The township can tell more.' },
  'ended.answer.no': {
    zh: '区县仍未恢复这台平板。',
    en: 'The district has not admitted it again.',
  },
  'ended.answer.unreachable': {
    zh: '连接不上区县服务器，请检查网络后再试。',
    en: 'The district’s hub cannot be reached. Check the network and try again.',
  },
  'ended.askAgain': { zh: '已恢复使用？重新检查', en: 'Admitted again? Check' },
} satisfies Words
