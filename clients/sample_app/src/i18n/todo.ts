/** Words of the work lists. */
import type { Words } from './words'

export const todo = {
  'todo.title': { zh: '本办公室要办的', en: 'For this office to do' },
  'todo.late': { zh: '已迟', en: 'late' },
  'todo.all': { zh: '全部待办 {n} 项', en: 'All {n} to do' },
  'todo.do': { zh: '去办', en: 'Do it' },
  'todo.nobody': { zh: '不用管', en: 'Nothing to do' },
  'todo.overdue': { zh: '已超期', en: 'Overdue' },
  'todo.due-soon': { zh: '将到期', en: 'Due soon' },
  'todo.confirm': { zh: '复核承诺', en: 'Confirm a false pledge' },
  'todo.keep': { zh: '确认保留哪张证', en: 'Say which one stays' },
  'todo.duplicate': { zh: '重复发证', en: 'Issued twice' },
  'todo.sign': { zh: '请本人签承诺书', en: 'Have a pledge signed' },
  'todo.pledge': { zh: '核实承诺', en: 'Verify a pledge' },
  'todo.ask-office': { zh: '向登记单位核对', en: 'Ask the registering office' },
  'todo.opinion': { zh: '出具意见', en: 'Give the opinion' },
  'todo.proof': { zh: '出具婚育情况证明', en: 'Write a status proof' },
  'todo.children': { zh: '写明共同子女情况', en: 'State the children in common' },
  'todo.second-person': { zh: '等镇街复核', en: 'At the township for a second look' },
  'todo.look-up': { zh: '等系统查验', en: 'Look-up waiting' },
  'todo.online': { zh: '渝快办', en: 'Online' },
  'todo.wished': { zh: '补发并邮寄', en: 'Issue another and mail it' },
  'todo.wish-none': { zh: '没查到证', en: 'No certificate found' },
  'todo.wish-waits': { zh: '等转原发证处', en: 'To be sent on' },
  'todo.how.wished': {
    zh: '在别处登记丢了证：补发并寄到家，不用他们来',
    en: 'They said elsewhere that it is lost: issue another and mail it; nobody comes',
  },
  'todo.how.wish-none': {
    zh: '区里没有这对夫妻的证：打电话核对，或按新办申请',
    en: 'The district has none of this couple: ring them, or take a new application',
  },
  'todo.how.wish-waits': {
    zh: '已登记补发，联网后自动转给原发证处',
    en: 'Taken down; it goes to the office that issued it with the network',
  },
  'todo.how.online': {
    zh: '网上申请，一个工作日内看：齐了就受理发证，不齐一次告知',
    en: 'Applied online: within a working day accept and issue, or tell once what is missing',
  },
  'todo.void-notice': { zh: '告知作废', en: 'Tell that it is void' },
  'todo.reissue': { zh: '补发', en: 'Issue another' },
  'todo.mail': { zh: '寄出', en: 'Mail it' },
  'todo.fetch': { zh: '通知领证', en: 'Tell them to fetch it' },
  'todo.how.fetch': {
    zh: '证已在镇街打印，打电话告诉申请人去哪里领',
    en: 'It is printed at the township: call the couple and say where to fetch it',
  },
  'todo.how.void-notice': {
    zh: '证件已作废，请打印通知并告知申请人',
    en: 'The certificate is void: print the notice and tell the couple',
  },
  'todo.how.reissue': {
    zh: '已报遗失或更正，还没有发新证',
    en: 'Reported lost or wrong, and none is issued in its place yet',
  },
  'todo.how.mail': {
    zh: '证已打印，申请人选了邮寄',
    en: 'It is printed, and the couple want it mailed',
  },
  'todo.how.overdue': {
    zh: '已过承诺办结日，请尽快办好并告知镇街',
    en: 'The promised day has passed: finish it and tell the township',
  },
  'todo.how.due-soon': { zh: '承诺办结日快到了', en: 'The promised day is near' },
  'todo.how.confirm': {
    zh: '村里一人认为不实，由镇街第二人看证据、下结论',
    en: 'One person called it false: a second one, here, looks at the evidence and says so or not',
  },
  'todo.how.keep': {
    zh: '同一夫妻有两个证，请确认保留哪个；不打扰申请人',
    en: 'The couple has two certificates: say which stays. The applicants are not bothered',
  },
  'todo.how.duplicate': {
    zh: '同一夫妻有两个证，由镇街确认保留哪个；不打扰申请人',
    en: 'The couple has two certificates; the township says which stays. The applicants are not bothered',
  },
  'todo.how.sign': {
    zh: '证明要等承诺书：本人下次来时签，不要叫人回户籍地',
    en: 'The proof waits for it: signed when they next come; nobody is sent home for a paper',
  },
  'todo.how.pledge': {
    zh: '给户籍地打电话，打不通就寄核实函；不打扰申请人',
    en: 'Call the office where their hukou is, or write to it; the applicants are not bothered',
  },
  'todo.how.ask-office': {
    zh: '查验结果不符，打电话问登记单位，不找申请人',
    en: 'The look-up does not fit: call the registering office, not the applicants',
  },
  'todo.how.opinion': {
    zh: '由本村（社区）出具，不找申请人；出具后即可发证',
    en: 'This village or community gives it; nobody is asked. Then the certificate can be issued',
  },
  'todo.how.proof': { zh: '查验或核实已经一致，打印盖章即可', en: 'It is borne out: print and stamp it' },
  'todo.how.children': {
    zh: '再婚夫妻共同有几个子女，由我们写明，不找申请人',
    en: 'How many children the remarried couple have in common: we state it, they are not asked',
  },
  'todo.how.second-person': {
    zh: '核实不一致，由镇街另一人复核；本窗口不用再做什么',
    en: 'Found false; another person at the township looks. Nobody here has to do anything',
  },
  'todo.how.look-up': {
    zh: '联网后系统自动查验；您和申请人都不用做什么',
    en: 'Made by the system once there is a network; nobody has to do anything',
  },

  'work.title': { zh: '全部待办', en: 'All our work' },
  'work.filter': { zh: '只看一类', en: 'Show one kind' },
  'work.everything': { zh: '全部 {n}', en: 'All {n}' },
  'work.none': { zh: '没有待办，都办好了', en: 'Nothing to do: all is done' },
} satisfies Words
