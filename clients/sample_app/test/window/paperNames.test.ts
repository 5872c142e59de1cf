import { expect, test } from 'vitest'
import { sayToGiveBack } from '../../src/window/paperNames'
import { accepted, open } from '../helpers/flows'
import { guideOf, openWindow } from '../helpers/window'

test('who withdraws gets back the copies and photographs that the guide has the office keep, once they were shown', async () => {
  const window = await openWindow()
  const guide = guideOf('only-child')
  const begun = await open(window, 'only-child')
  expect(sayToGiveBack(window.work.standing(begun), guide)).toBe('')
  await window.work.withdraw(begun)
  const id = await accepted(window, 'only-child')
  const papers = sayToGiveBack(window.work.standing(id), guide)
  expect(papers).toContain('身份证复印件')
  expect(papers).toContain('近照')
  expect(papers).not.toContain('意见') // the office's own
})

test('R19: where nothing is kept nothing is given back', async () => {
  const window = await openWindow()
  const id = await accepted(window)
  expect(sayToGiveBack(window.work.standing(id), guideOf('birth-service'))).toBe('')
})
