import { beforeEach, describe, expect, test, vi } from 'vitest'
import { NoLongerPossible } from '../../../src/casework/desk'
import { papersOf } from '../../../src/papers/ofCase'
import OpinionScreen from '../../../src/screens/office/OpinionScreen.vue'
import { opinionAgain } from '../../../src/window/givingOpinion'
import { accepted, verified } from '../../helpers/flows'
import { show } from '../../helpers/screen'
import { openWindow } from '../../helpers/window'

vi.mock('../../../src/window/useDraft', () => import('../../helpers/draft'))
const { fillIn } = await import('../../helpers/draft')

beforeEach(() => fillIn({}))

test('R33: it is nobody’s errand, and what it cannot rest on yet holds nobody up', async () => {
  const window = await openWindow()
  const id = await accepted(window, 'only-child')
  const screen = await show(OpinionScreen, window, id)
  expect(screen).toContain('申请人不用回户籍地、不用去单位开')
  expect(screen).toMatch(/disabled data-test="basis-lookup".*不用等，可选别的/s)
  expect(screen).not.toMatch(/disabled data-test="basis-phone"/)
})

test('the sheet is seen before it is given, with its basis', async () => {
  const window = await openWindow()
  const id = await accepted(window, 'only-child')
  await verified(window, id)
  fillIn({ step: 'look', basis: 'pledge' })
  expect(await show(OpinionScreen, window, id)).toMatch(/村（居）民委员会意见.*核实一致.*情况属实，同意/s)
})

test('an employer’s paper is only put on record', async () => {
  const window = await openWindow()
  const id = await accepted(window, 'only-child', { opinionFrom: 'employer' })
  expect(await show(OpinionScreen, window, id)).toMatch(
    /自己带来了单位意见<\/strong><span class="tag"[^>]*>申请时选的/,
  )
  fillIn({ step: 'look', basis: 'employer-paper', office: '某公司', content: '同意' })
  expect(await show(OpinionScreen, window, id)).toMatch(/单位意见登记.*某公司.*同意/s)
})

test('what is given is printed again, not given twice', async () => {
  const window = await openWindow()
  const id = await accepted(window, 'only-child')
  await window.work.giveOpinion(id, { basis: 'phone', office: '武侯区某社区', content: '情况属实' })
  const screen = await show(OpinionScreen, window, id)
  expect(screen).toContain('再打印一次')
  expect(screen).not.toContain('data-test="step"')
})

describe('one that was written wrongly', () => {
  const WRONG = { basis: 'phone', office: '武侯区某社区', content: '写错的话' } as const

  test('is given again as long as no certificate rests on it: the later one counts, and is the paper', async () => {
    const window = await openWindow()
    const id = await accepted(window, 'only-child')
    const wrong = await window.work.giveOpinion(id, WRONG)
    expect(await show(OpinionScreen, window, id)).toContain('写错了，重写一份')
    const again = await show(OpinionScreen, window, id, wrong._id)
    expect(again).toContain('data-test="step"')
    expect(again).not.toContain('再打印一次')

    const right = await window.work.giveOpinion(id, { ...WRONG, content: '情况属实' })
    const found = window.work.standing(id)
    expect(found.violations).toEqual([])
    expect(
      papersOf(found, window.cases.recordsOf(id)).filter(({ kind }) => kind === 'opinion'),
    ).toMatchObject([{ of: right._id }])
    expect(await show(OpinionScreen, window, id, wrong._id)).toMatch(/意见已出具.*情况属实/s)
  })

  test('is filled in as it was, to be put right', () => {
    expect(opinionAgain({ ...WRONG, of: '' })).toEqual({ step: 'basis', ...WRONG })
  })

  test('stays once the certificate is issued', async () => {
    const window = await openWindow()
    const id = await accepted(window, 'only-child')
    await window.work.giveOpinion(id, WRONG)
    await window.work.issue(id)
    expect(await show(OpinionScreen, window, id)).not.toContain('写错了，重写一份')
    await expect(window.work.giveOpinion(id, WRONG)).rejects.toThrow(NoLongerPossible)
  })
})
