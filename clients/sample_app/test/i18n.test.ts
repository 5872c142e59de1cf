import { afterEach, expect, test } from 'vitest'
import { language, t } from '../src/i18n'
import { en } from '../src/i18n/en'
import { type TextKey, zh } from '../src/i18n/zh'

afterEach(() => {
  language.value = 'zh'
})

const blanks = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort()

test.each(Object.keys(zh) as TextKey[])('%s says the same in both languages', (key) => {
  expect(en[key]).not.toBe('')
  expect(blanks(en[key])).toEqual(blanks(zh[key]))
})

test('the language switches at once and blanks are filled in', () => {
  expect(t('status.waiting', { n: 3 })).toBe('待同步 3')
  language.value = 'en'
  expect(t('status.waiting', { n: 3 })).toBe('3 to send')
})
