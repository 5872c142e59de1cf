import { readdirSync, readFileSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { PROVINCES } from '../src/domain/areas'
import { language, type TextKey, t, WORDS } from '../src/i18n'
import { province } from '../src/i18n/provinces'
import { sayNextStep, sayRecord, sayRefusal } from '../src/i18n/refused'
import { ENGLISH as REFUSED } from '../src/i18n/rules'
import type { Words } from '../src/i18n/words'

const HERE = '500116001901A3'

afterEach(() => {
  language.value = 'zh'
})

const blanks = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort()

test.each(Object.keys(WORDS) as TextKey[])('%s says the same in both languages', (key) => {
  const { zh, en } = WORDS[key]
  expect(en).not.toBe('')
  expect(blanks(en)).toEqual(blanks(zh))
})

test('each key stands in one area, and no area is forgotten', async () => {
  const files = readdirSync(new URL('../src/i18n/', import.meta.url))
  const others = [
    'index.ts',
    'language.ts',
    'words.ts',
    'provinces.ts',
    'refused.ts',
    'rules.ts',
    'notice.ts',
  ]
  const areas = files.filter((name) => !others.includes(name))
  const words = await Promise.all(areas.map((name) => import(`../src/i18n/${name}`)))
  const keys = words.flatMap((area) => Object.values<Words>(area)).flatMap((area) => Object.keys(area))
  expect(keys.sort()).toEqual(Object.keys(WORDS).sort())
})

test('no word is kept that nothing says', () => {
  const folder = new URL('../src/', import.meta.url)
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const sources = names.filter((name) => /\.(ts|vue)$/.test(name))
  const text = sources.map((name) => readFileSync(new URL(name, folder), 'utf8')).join('\n')
  const code = text.replace(/^ {2}'[\w.-]+': /gm, '') // without the words themselves
  const whole = new Set([...code.matchAll(/['"]([\w.-]+)['"]/g)].map(([, key]) => key))
  const built = [...code.matchAll(/`((?:[\w.-]|\$\{[^}`]*\})+)`/g)].map(
    ([, key = '']) => new RegExp(`^${key.replaceAll('.', '\\.').replace(/\$\{[^}]*\}/g, '[\\w-]+')}$`),
  )
  const unsaid = Object.keys(WORDS).filter((key) => !whole.has(key) && !built.some((one) => one.test(key)))
  expect(unsaid).toEqual([])
})

test('the language switches at once and blanks are filled in', () => {
  expect(t('status.waiting', { n: 3 })).toBe('待同步 3')
  language.value = 'en'
  expect(t('status.waiting', { n: 3 })).toBe('3 to send')
})

test('each province has its name in both languages', () => {
  for (const [code, name] of PROVINCES) {
    expect(province(code).zh).toBe(name)
    expect(province(code).en).toMatch(/^[A-Z][A-Za-z ]+$/)
  }
})

test('what the hub refuses is said in the language that is on, by every rule of its gate', () => {
  const gate = readFileSync(new URL('../../../schema/refusals.py', import.meta.url), 'utf8')
  const sentences = gate.split('SENTENCES = {')[1]?.split('\n}')[0] ?? ''
  const rules = [...sentences.matchAll(/^ {4}(?:"([\w-]+)"|ENDED_DEVICE):/gm)].map(
    ([, rule = 'ended-device']) => rule,
  )
  expect(Object.keys(REFUSED).sort()).toEqual(rules.filter((rule) => rule !== 'waiting').sort())
  const say = (reason: string) => sayRefusal({ id: `visit:${HERE}:1`, reason, here: HERE })
  expect(say('role 请由镇街办理')).toBe('请由镇街办理')
  language.value = 'en'
  expect(say('role 请由镇街办理')).toBe(REFUSED.role)
  expect(say('new-rule 新规则')).toBe('new-rule 新规则')
})

test('of another tablet that the restored district has forgotten it is said which, and what helps', () => {
  const told = (device: string) => {
    const reason = `unknown-device 平板 ${device} 未登记，请联系镇街。`
    const one = { id: `visit:${device}:7`, reason, here: HERE }
    return [sayRecord(one.id, HERE), sayRefusal(one), sayNextStep(one)]
  }
  const [ofOther, ofHere] = ['500116001901A4', HERE]
  expect(told(ofOther)).toEqual([
    expect.stringContaining('平板 A4 的第 7 条'),
    expect.stringMatching(/不认得本站点的另一台平板 A4.*本机没有问题/),
    expect.stringMatching(/A4 打印的证.*镇街.*重新提交/),
  ])
  expect(told(ofHere).join()).not.toMatch(/另一台|平板 A3/)
  language.value = 'en'
  expect(told(ofOther)).toEqual([
    expect.stringContaining('Tablet A4: Record 7'),
    expect.stringMatching(/does not know A4, another tablet of this office/),
    expect.stringMatching(/paper that A4 printed.*township.*“Offer again”/),
  ])
  expect(told(ofHere)[1]).toBe(REFUSED['unknown-device'])
})
