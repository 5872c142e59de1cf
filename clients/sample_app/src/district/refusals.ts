/** What the hub's sentences say in Chinese: its failures are in English. */
import { PLACES } from './desk/guides/places'

type Say = (...parts: string[]) => string

const POSTS: Record<string, string> = {
  administrator: '区县管理员',
  township: '镇街',
  clerk: '经办人',
  reporter: '统计员',
  auditor: '审计员',
  portal: '渝快办接口',
  device: '平板',
}
const MEMBERS: Record<string, string> = {
  _id: '编号',
  type: '类型',
  item: '事项',
  version: '版本',
  code: '代码',
  complaintPhone: '监督投诉电话',
  content: '内容',
  done: '怎样整改的',
  place: '地点',
  checklist: '自查表',
  note: '备注',
  receivedOn: '收到日期',
  doneOn: '日期',
  rectifiedOn: '整改日期',
  purpose: '用途',
  grounds: '依据',
  for: '对象',
  text: '文字',
}

/** Each with what it becomes; the first that fits is said. */
const SENTENCES: readonly [RegExp, Say][] = [
  [/^The token is not valid or has expired\.$/, () => '登录已到期，请重新登录'],
  [/^Sign in first\.$/, () => '请先登录'],
  [/^This is a first password/, () => '这是初始密码，请先换成自己的密码'],
  [/^\w+ is not for the role (\w+)\.$/, (post) => `您的账号是${POSTS[post] ?? post}，这件事不归这个岗位办`],
  [/^There is no case (.*)\.$/, (no) => `没有受理编号为 ${no} 的件，或者它不归您这里管，请核对编号`],
  [/^The site (\d+) has not worked on the case (.*)\.$/, (site, no) => `站点 ${site} 没有办过 ${no} 这一件`],
  [
    /^There is no site (\d+): add it again/,
    (code) => `服务器也不认识站点 ${code}：先在“站点”里重新添加，再收这台平板`,
  ],
  [/^There is no site (?:in )?(\d+)/, (code) => `没有代码为 ${code} 的站点，或者它不归您这里管`],
  [
    /^There is no device (\S+)\. One that a restored hub/,
    (device) =>
      `没有编号为 ${device} 的平板，或者它不归您这里管；恢复备份后不认识的，扫一张它打印的证就能收回`,
  ],
  [
    /^Nothing that a tablet signed/,
    () => '这不是平板打印的二维码，或者没有扫全，请扫证、一次性告知书或受理回执上的那一个',
  ],
  [/^No key of this district/, () => '这张纸不是本区县的平板打印的，或者服务器还没有签发它的那把密钥'],
  [/^The tablet that this paper names/, () => '这张纸不是它写明的那台平板签的：被改过，或者是假的'],
  [
    /^This paper is of the tablet (\S+), not of (\S+)\.$/,
    (its, asked) => `这张纸是平板 ${its} 打印的，不是 ${asked}`,
  ],
  [
    /^This hub was never restored/,
    () => '这台服务器没有从备份恢复过，不会有不认识的平板；平板停用了的，在列表里它那一行恢复使用',
  ],
  [
    /^The hub knows (\S+), which has ended/,
    (device) => `平板 ${device} 服务器认识，已经停用；先看停用原因，要恢复就在列表里它那一行恢复使用`,
  ],
  [
    /^Another tablet has the name (\S+) by now/,
    (device) =>
      `${device} 这个编号已经给了另一台平板，两台不能同名，这台收不回来：让它把记录都交上来（另行保存），再用新的配对码登记`,
  ],
  [
    /^The hub knows (\S+), which works/,
    (device) => `平板 ${device} 服务器认识，正在用，不用收；请扫被退回的那台平板打印的证`,
  ],
  [/^There is no device (.*)\.$/, (device) => `没有编号为 ${device} 的平板，或者它不归您这里管`],
  [/^There is nobody named (.*)\.$/, (name) => `没有登录名为 ${name} 的人`],
  [/^There is no guide (.*)\.$/, (guide) => `没有 ${guide} 这一版指南`],
  [/^The inspection .* did not draw the case (.*)\.$/, (no) => `这次抽查没有抽到 ${no}`],
  [/^(\w+): (\d{4}-\d\d-\d\d) is a day to come\.$/, (where, day) => `${sayMember(where)}：${day} 还没到`],
  [/^rectifiedOn is before doneOn\.$/, () => '整改日期早于自查日期'],
  [/^content holds an identity number/, () => '内容里有身份证号或手机号，请去掉'],
  [/^(\w+) is blank\.$/, (where) => `${sayMember(where)}没有填写`],
  [/^(\w+) has at most (\d+) characters\.$/, (where, most) => `${sayMember(where)}最多 ${most} 个字`],
  [/has been ordered otherwise by (\S+) at/, (by) => `${by} 已经作出不同的处理`],
  [
    /^(.*) is published, and says otherwise/,
    (id) => `${id} 已经发布，内容不一样：指南要换新的版本号，日历要写更正理由`,
  ],
  [/^This complaint was withdrawn/, () => '这件投诉已经撤销；确实还有投诉的，请换一种写法另行登记'],
  [/^Somebody else has changed people meanwhile/, () => '别人同时改了人员，这次没有写入，请再做一次'],
  [/^The site (\d+) is closed/, (site) => `站点 ${site} 已经停办，要由区县恢复`],
  [/^Too many/, () => '试得太多了，请等一会儿再试'],
  [/^Only the township or the district above a site/, () => '平板只能由站点上级的镇街或区县登记'],
  [/^The figures of a \w+ are not for who/, () => '这一级的数据不对您的账号开放'],
  [/^A period does not end on/, () => '结束日期早于开始日期'],
  [/^(?:A period|A series) has at most (\d+) days/, (most) => `时间最长 ${most} 天，请选短一些`],
  [/^Figures are of days from (\S+) to (\S+)\.$/, (first, last) => `日期要在 ${first} 到 ${last} 之间`],
  [/^An area code has/, () => '地区代码不对：区县 6 位，镇街 9 位，站点 12 位'],
  [
    /Value '([^']*)' does not exist in '\w+' enum/,
    (word) => `没有“${word}”这个选项；它若在网址里，请在页面上重新选一次`,
  ],
  [/^Variable '\$(\w+)'/, (where) => `“${sayMember(where)}”填得不对，请重新填写或选择`],

  [/^This guide is published/, () => '这一版已经发布，不能再改，请换一个版本号'],
  [/^A guide is an object whose _id/, () => '这不是一份指南：它要有自己的编号（_id）'],
  [/^The _id of this guide is (.*)\.$/, (id) => `编号（_id）应为 ${id}`],
  [/^effectiveFrom is a day/, () => '生效日期要写成 2027-01-01 的样子，最早明天'],
  [
    /^Material (\S+) does not say what does it/,
    (code) => `材料 ${code} 没有写单位怎样取得（doneBy）、要不要等（blocking）`,
  ],
  [/^The part (\S+) has no name\.$/, (part) => `组成 ${part} 没有名称`],
  [/^No case could be judged by it/, () => '照这份指南没法判断一件该交什么材料：条件（when）写得不对'],
  [/^No document could name (.*)\.$/, (key) => `材料 ${key} 的代码写得不对`],
  [
    /^workingDays is at most (\d+) \((.*)\)\.$/,
    (most, law) => `承诺时限最多 ${most} 个工作日（${sayLaw(law)}）`,
  ],
  [/^It is issued at the window.*\((.*)\)\.$/, (law) => `当场发证，不用谁来决定（${sayLaw(law)}）`],
  [
    /^Couples are not asked about (.*) \((.*)\)\.$/,
    (what, law) => `不能多问夫妻：${sayMember(what)}（${sayLaw(law)}）`,
  ],
  [
    /^The notice does not list (.*) \((.*)\)\.$/,
    (paper, law) => `通知里没有这样材料：${paper}（${sayLaw(law)}）`,
  ],
  [
    /^The office obtains (.*) itself.*\((.*)\)\.$/,
    (paper, law) => `${paper}由单位自己取得，不能要申请人交（${sayLaw(law)}）`,
  ],
  [
    /^(.*) is asked of everybody alike.*\((.*)\)\.$/,
    (paper, law) => `${paper}不能看人是哪里的来要（${sayLaw(law)}）`,
  ],
  [
    /^Of (.*), (\d+) is enough \((.*)\)\.$/,
    (paper, most, law) => `${paper}最多 ${most} 份（${sayLaw(law)}）`,
  ],
  [
    /^Of (.*), copies are at most (\d+) \((.*)\)\.$/,
    (paper, most, law) => `${paper}的复印件最多 ${most} 份（${sayLaw(law)}）`,
  ],
  [
    /^Of (.*), what is kept is at most: (.*) \((.*)\)\.$/,
    (paper, kept, law) => `${paper}最多留下：${KEPT[kept] ?? kept}（${sayLaw(law)}）`,
  ],
  [
    /^The part (\S+) is (.*) \((.*)\)\.$/,
    (part, name, law) => `组成 ${part} 的名称是“${name}”，不能改（${sayLaw(law)}）`,
  ],
  [
    /^(\S+) is asked of couples of whom.*\((.*)\)\.$/,
    (paper, law) => `${sayKey(paper)}：通知不要求的人也被要求了（${sayLaw(law)}）`,
  ],
  [
    /^Nobody waits for (\S+) of the office \((.*)\)\.$/,
    (work, law) => `不能让人等单位办 ${work}（${sayLaw(law)}）`,
  ],
  [
    /^No resident of the city signs a pledge \((\w+); (.*)\)\.$/,
    (who, law) => `本市户籍的${sayMember(who)}不用写承诺（${sayLaw(law)}）`,
  ],
  [/^Complaints are taken at (.*) \((.*)\)\.$/, (phone, law) => `监督投诉电话是 ${phone}（${sayLaw(law)}）`],
  [
    /^No guide of this item by the notice says: (.*) \((.*)\)\.$/,
    (text, law) => `通知的指南里没有这样的话：${text}（${sayLaw(law)}）`,
  ],
  [/^The _id of this table is (.*)\.$/, (id) => `编号应为 ${id}`],
  [/^(.*) is no day of (\d+)\.$/, (day, year) => `${day} 不是 ${year} 年的日子`],
  [/^A year has public holidays/, () => '一年里总有放假的日子，放假一栏是空的'],
  [/^(\S+) cannot be both off and worked\.$/, (day) => `${day} 不能又放假又上班`],
  [/^(\S+) is worked anyway/, (day) => `${day} 本来就上班；调休上班只写周末`],
  [/is published: a correction says why/, () => '这一年已经发布，更正要写理由'],
  [/^([\w.-]+): Field required\.$/, (where) => `${sayWhere(where)}：缺少这一项`],
  [/^([\w.-]+): Extra inputs are not permitted\.$/, (where) => `${sayWhere(where)}：没有这一项，请去掉`],
  [/^([\w.-]+): String should match pattern .*$/, (where) => `${sayWhere(where)}：写法不对`],
  [/^([\w.-]+): Input should be a valid string\.$/, (where) => `${sayWhere(where)}：要写成文字（加引号）`],
  [/^([\w.-]+): Input should be a valid integer\.$/, (where) => `${sayWhere(where)}：要写成整数（不加引号）`],
  [
    /^([\w.-]+): Input should be greater than or equal to (\d+)\.$/,
    (where, least) => `${sayWhere(where)}：不能小于 ${least}`,
  ],
  [
    /^([\w.-]+): Input should be (.*)\.$/,
    (where, one) => `${sayWhere(where)}：应为 ${one.replace(' or ', ' 或 ')}`,
  ],
  [/^([\w.-]+): .*$/, (where) => `${sayWhere(where)}：写得不对`],
]
const KEPT: Record<string, string> = {
  nothing: '什么都不留',
  copies: '复印件',
  original: '原件',
  all: '全部',
}

/** The Chinese of one sentence without its full stop; undefined for one that this page does not know. */
export function inChinese(english: string): string | undefined {
  for (const [pattern, sentence] of SENTENCES) {
    const [fits, ...parts] = pattern.exec(english) ?? []
    if (fits !== undefined) return sentence(...parts)
  }
  return undefined
}

/** Rules and the line of the notice: R02, line 20. */
function sayLaw(law: string): string {
  return law
    .replace(/,? ?line (\d+)/, (_, line: string) => `${law.startsWith('line') ? '' : '，'}通知第 ${line} 行`)
    .replaceAll(', ', '、')
}

function sayMember(name: string): string {
  return MEMBERS[name] ?? PLACES[name]?.zh ?? name
}

/** `materials.3.count`: places in a list are counted from 1. */
function sayWhere(where: string): string {
  return where
    .split('.')
    .map((step) => (/^\d+$/.test(step) ? `第 ${Number(step) + 1} 项` : sayMember(step)))
    .join(' › ')
}

/** `M04:husband` */
function sayKey(key: string): string {
  const [code = '', whom = ''] = key.split(':')
  return whom ? `${code}（${sayMember(whom)}）` : code
}
