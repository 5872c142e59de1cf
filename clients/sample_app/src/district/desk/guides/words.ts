import { speaker } from '../../../i18n/language'
import type { Words } from '../../../i18n/words'

export const guides = {
  title: { zh: '办事指南', en: 'Guides' },
  about: {
    zh: '指南发布后不能改，只能发布新的一版，最早明天生效。只能比通知要求得更少，不能更多。',
    en: 'A published guide does not change; a new version takes its place, from tomorrow at the earliest. It may ask for less than the notice, never for more.',
  },
  list: { zh: '各版指南', en: 'Versions' },
  version: { zh: '版本', en: 'Version' },
  versionHint: {
    zh: '小写字母、数字、点、短横，例如 2027-1',
    en: 'a-z, 0-9, dots and hyphens, such as 2027-1',
  },
  versionFault: { zh: '只能用小写字母、数字、点、短横。', en: 'Only a-z, 0-9, dots and hyphens.' },
  effectiveFrom: { zh: '生效日期', en: 'In effect from' },
  notYet: { zh: '最早明天。', en: 'Tomorrow at the earliest.' },
  basis: { zh: '依据', en: 'Rests on' },
  workingDays: { zh: '承诺时限（工作日）', en: 'Working days' },
  daysFault: { zh: '填 0 或一个整数。', en: 'A whole number, or 0.' },
  phone: { zh: '监督投诉电话', en: 'Telephone for complaints' },
  state: { zh: '状态', en: 'State' },
  inEffect: { zh: '现在用的', en: 'In effect' },
  toCome: { zh: '将要生效', en: 'To come' },
  past: { zh: '以前的', en: 'Past' },
  draft: { zh: '起草新版', en: 'Draft a new version' },
  goOn: { zh: '接着写草稿', en: 'Go on with the draft' },
  compare: { zh: '和现在用的比', en: 'Compare with what is in effect' },
  draftTitle: { zh: '{item}：新版草稿', en: '{item}: draft of a new version' },
  draftKept: {
    zh: '草稿存在这个浏览器里，发布或丢弃前都在。',
    en: 'The draft is kept in this browser until it is published or thrown away.',
  },
  materials: { zh: '需要的材料', en: 'Papers asked for' },
  materialsHint: { zh: '去掉勾就不再要求。', en: 'What is not ticked is asked for no more.' },
  json: { zh: '其余内容（JSON）', en: 'Everything else (JSON)' },
  jsonHint: {
    zh: '给懂的人用。改完离开这一格就生效。',
    en: 'For who knows it. Taken over when you leave the field.',
  },
  jsonFault: { zh: '这一格没有收下：不是完整的 JSON。（{reason}）', en: 'This is not JSON: {reason}' },
  check: { zh: '检查', en: 'Check' },
  isGood: { zh: '可以发布。', en: 'It can be published.' },
  isWrong: { zh: '还不能发布，有 {n} 处要改：', en: 'It cannot be published yet; {n} to mend:' },
  original: { zh: '服务器的原话（英文）', en: 'In the hub’s own words' },
  jsonNotTaken: {
    zh: 'JSON 没有收下，草稿还是改以前的样子，不能检查。请先改好，或改回原样。',
    en: 'The JSON was not taken, and the draft is as it was before: mend it first.',
  },
  daysNotTaken: {
    zh: '承诺时限没有收下，不能检查。请先改好。',
    en: 'The working days were not taken: mend them first.',
  },
  publish: { zh: '发布', en: 'Publish' },
  sure: { zh: '发布 {item} {version}？', en: 'Publish {item} {version}?' },
  sureWhy: {
    zh: '{date} 起所有平板按它办，发布后不能改，也不能收回。和现在用的有 {n} 处不同。',
    en: 'From {date} all tablets go by it. It cannot be changed or taken back. It differs from what is in effect in {n} places.',
  },
  published: {
    zh: '{item} {version} 已发布，{date} 生效。',
    en: '{item} {version} is published, in effect from {date}.',
  },
  discard: { zh: '丢弃草稿', en: 'Throw the draft away' },
  discardSure: { zh: '丢弃草稿？', en: 'Throw the draft away?' },
  discardWhy: { zh: '写的内容就没有了。', en: 'What was written is gone.' },
  differences: {
    zh: '和现在用的（{version}）有什么不同',
    en: 'What differs from what is in effect ({version})',
  },
  none: { zh: '没有不同。', en: 'Nothing differs.' },
  where: { zh: '哪里', en: 'Where' },
  before: { zh: '现在', en: 'Now' },
  after: { zh: '新版', en: 'New' },
} satisfies Words

export const t = speaker(guides)
