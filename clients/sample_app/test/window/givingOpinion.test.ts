import { expect, test } from 'vitest'
import {
  basesOf,
  emptyOpinion,
  isOpinionStepDone,
  opinionOf,
  opinionSteps,
} from '../../src/window/givingOpinion'
import { groundsOf } from '../../src/window/grounds'
import { accepted, verified } from '../helpers/flows'
import { openWindow, SITE, type Window, zhaoCouple } from '../helpers/window'

function usable({ work, cases }: Window, id: string): string[] {
  const found = work.standing(id)
  return basesOf(found, groundsOf(found, cases.recordsOf(id)), SITE)
    .filter(({ isOff }) => !isOff)
    .map(({ basis }) => basis)
}

test('R33: the office can always give it: a call is enough, and what is known is offered first', async () => {
  const window = await openWindow()
  const id = await accepted(window, 'only-child')
  expect(usable(window, id)).toEqual(['phone', 'employer-paper'])
  await verified(window, id)
  expect(usable(window, id)).toEqual(['pledge', 'phone', 'employer-paper'])
})

test('of two residents of its own the committee knows itself', async () => {
  const window = await openWindow()
  const { wife, husband } = zhaoCouple()
  const id = await accepted(window, 'only-child', { husband: { ...husband, hukou: wife.hukou } })
  expect(usable(window, id)).toContain('own-residents')
})

test('an employer’s comes first where the couple chose to bring one, and never alone', async () => {
  const window = await openWindow()
  const id = await accepted(window, 'only-child', { opinionFrom: 'employer' })
  expect(usable(window, id)).toEqual(['employer-paper', 'phone'])
})

test('who was called, and what was said, is asked of a call and of no other', () => {
  const typed = { ...emptyOpinion(), office: '某村委会', content: '属实' }
  expect(opinionSteps({ ...typed, basis: 'phone' })).toContain('call')
  expect(opinionSteps({ ...typed, basis: 'pledge' })).toEqual(['basis', 'look'])
  expect(isOpinionStepDone({ ...emptyOpinion(), basis: 'phone', step: 'call', office: '某村委会' })).toBe(
    false,
  )
  expect(opinionOf({ ...typed, basis: 'pledge' })).toEqual({ basis: 'pledge', office: '', content: '属实' })
  expect(opinionOf(typed)).toBeUndefined()
})
