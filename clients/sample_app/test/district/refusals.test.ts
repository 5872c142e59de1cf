import { afterEach, expect, test } from 'vitest'
import { inChinese } from '../../src/district/refusals'
import { sayError } from '../../src/district/words'
import { HubRefusal } from '../../src/hub/api'
import { language } from '../../src/i18n/language'

afterEach(() => {
  language.value = 'zh'
})

test.each([
  [
    'effectiveFrom is a day (2021-07-01) that is still to come.',
    '生效日期要写成 2027-01-01 的样子，最早明天',
  ],
  ['workingDays is at most 0 (R23, line 61).', '承诺时限最多 0 个工作日（R23，通知第 61 行）'],
  [
    'The office obtains 婚育情况证明 itself; nobody is asked for it (R03, R07, R33, line 20).',
    '婚育情况证明由单位自己取得，不能要申请人交（R03、R07、R33，通知第 20 行）',
  ],
  ['Of 合影, 2 is enough (line 102).', '合影最多 2 份（通知第 102 行）'],
  [
    'M18:couple is asked of couples of whom the notice does not ask it (R02, line 104).',
    'M18（夫妻双方）：通知不要求的人也被要求了（R02，通知第 104 行）',
  ],
  ['There is no case 50011626-1.', '没有受理编号为 50011626-1 的件，或者它不归您这里管，请核对编号'],
  [
    'There is no device 500116001901A4. One that a restored hub has forgotten is admitted again by a paper that it printed (`token`).',
    '没有编号为 500116001901A4 的平板，或者它不归您这里管；恢复备份后不认识的，扫一张它打印的证就能收回',
  ],
  [
    'There is no site 500116001977: add it again first, then its tablets.',
    '服务器也不认识站点 500116001977：先在“站点”里重新添加，再收这台平板',
  ],
  [
    'This paper is of the tablet 500116001901A4, not of 500116001901A5.',
    '这张纸是平板 500116001901A4 打印的，不是 500116001901A5',
  ],
  [
    'Another tablet has the name 500116001901A4 by now, with another key: this one cannot come back under it. Let it send what it has, which is kept, and enrol it anew.',
    '500116001901A4 这个编号已经给了另一台平板，两台不能同名，这台收不回来：让它把记录都交上来（另行保存），再用新的配对码登记',
  ],
  [
    'The hub knows 500116001901A4, which works: scan a paper of the tablet that is turned away.',
    '平板 500116001901A4 服务器认识，正在用，不用收；请扫被退回的那台平板打印的证',
  ],
  [
    'This hub was never restored from a backup: it has forgotten no tablet.',
    '这台服务器没有从备份恢复过，不会有不认识的平板；平板停用了的，在列表里它那一行恢复使用',
  ],
  [
    'The hub knows 500116001901A4, which has ended: see why, and readmit it without a paper.',
    '平板 500116001901A4 服务器认识，已经停用；先看停用原因，要恢复就在列表里它那一行恢复使用',
  ],
  ['people is not for the role portal.', '您的账号是渝快办接口，这件事不归这个岗位办'],
  ['The token is not valid or has expired.', '登录已到期，请重新登录'],
  [
    "Variable '$item' got invalid value 'FOO'; Value 'FOO' does not exist in 'NumberedItem' enum.",
    '没有“FOO”这个选项；它若在网址里，请在页面上重新选一次',
  ],
  [
    "materials.0.code: String should match pattern '^[A-Z][0-9]{2}[a-z]?$'.",
    '材料 › 第 1 项 › 代码：写法不对',
  ],
  ['workingDays: Input should be a valid integer.', '承诺时限：要写成整数（不加引号）'],
])('%s', (english, chinese) => {
  expect(inChinese(english)).toBe(chinese)
})

test('what the hub says is in Chinese on a Chinese page, all of it, and in its own words on an English one', () => {
  const refusal = new HubRefusal('workingDays is at most 0 (R23, line 61).\ncontent is blank.', 'bad_request')
  expect(sayError(refusal)).toBe(
    '没有办成，填的内容还在：承诺时限最多 0 个工作日（R23，通知第 61 行）；内容没有填写。',
  )
  language.value = 'en'
  expect(sayError(refusal)).toBe(refusal.message)
})

test('a rule that forbids it is told in the hub’s own Chinese', () => {
  const english = 'R33 The opinion has nothing to rest on'
  const refusal = new HubRefusal(english, 'forbidden', 'R33 意见缺少依据')
  expect(sayError(refusal)).toBe('没有办成，填的内容还在：R33 意见缺少依据。')
  language.value = 'en'
  expect(sayError(refusal)).toBe(english)
})

test('a sentence that is not known in Chinese is told as it is', () => {
  expect(sayError(new HubRefusal('It is Tuesday.', 'bad_request'))).toBe(
    '没有办成，填的内容还在：服务器不同意，原话是“It is Tuesday.”。',
  )
})
