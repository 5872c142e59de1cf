import { expect, test } from 'vitest'
import { sentenceOf } from '../../src/domain/violations'

test('a broken rule is told with its number, in both languages', () => {
  expect(sentenceOf('acceptance', 'R21', 'draft')).toEqual({
    zh: 'R21 材料未齐即受理',
    en: 'R21 Accepted while something was still missing',
  })
})

test('what has no place in its case is told with the state in words', () => {
  expect(sentenceOf('visit', 'order', 'withdrawn').zh).toBe('办件状态为“已撤回”时不能办理此项')
})
