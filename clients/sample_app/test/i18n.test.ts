import { readdirSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { PROVINCES } from '../src/domain/areas'
import { language, type TextKey, t, WORDS } from '../src/i18n'
import { province } from '../src/i18n/provinces'
import type { Words } from '../src/i18n/words'

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
  const areas = files.filter((name) => !['index.ts', 'words.ts', 'provinces.ts'].includes(name))
  const words = await Promise.all(areas.map((name) => import(`../src/i18n/${name}`)))
  const keys = words.flatMap((area) => Object.values<Words>(area)).flatMap((area) => Object.keys(area))
  expect(keys.sort()).toEqual(Object.keys(WORDS).sort())
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
