import { expect, test } from 'vitest'
import { sentenceOf } from '../../src/domain/violations'

test('a broken rule is told with its number, in both languages', () => {
  expect(sentenceOf('acceptance', 'R21')).toEqual({
    zh: 'R21 材料未齐即受理',
    en: 'R21 Accepted while something was still missing',
  })
})

test('of what its case has no place for there is no rule to tell', () => {
  expect(sentenceOf('visit', 'order')).toBeUndefined()
})
