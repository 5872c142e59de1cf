import { expect, test } from 'vitest'
import { type DecisionForm, emptyDecision, hindranceOf, reasonsFor } from '../../src/window/deciding'
import { accepted, inReview } from '../helpers/flows'
import { openWindow } from '../helpers/window'

const filled = (form: Partial<DecisionForm>): DecisionForm => ({ ...emptyDecision(), ...form })

async function inReviewFor(reason: 'policy' | 'sick-child') {
  const window = await openWindow()
  return window.work.standing(await inReview(window, { reason }))
}

test('R29: an ill child is granted on an eligible appraisal alone, and a sentence says so', async () => {
  const found = await inReviewFor('sick-child')
  expect(hindranceOf(filled({ answer: 'grant' }), found)).toBe('appraisal')
  expect(hindranceOf(filled({ answer: 'grant', appraisal: 'not-eligible' }), found)).toBe('not-eligible')
  expect(hindranceOf(filled({ answer: 'grant', appraisal: 'eligible' }), found)).toBe('')
})

test('R22: nothing is granted before the office has done its own work; no appraisal is asked of others', async () => {
  const window = await openWindow()
  const early = window.work.standing(await accepted(window, 'further-birth'))
  expect(hindranceOf(filled({ answer: 'grant' }), early)).toBe('homework')
  expect(hindranceOf(filled({ answer: 'grant' }), await inReviewFor('policy'))).toBe('')
})

test('R05: a refusal has a reason of the list and grounds in words, and never where somebody’s hukou is', async () => {
  const found = await inReviewFor('policy')
  expect(hindranceOf(filled({ answer: 'refuse' }), found)).toBe('reason')
  expect(hindranceOf(filled({ answer: 'refuse', reason: 'not-eligible', grounds: ' ' }), found)).toBe(
    'grounds',
  )
  const outside = { answer: 'refuse', reason: 'not-eligible', grounds: '丈夫为外地户口' } as const
  expect(hindranceOf(filled(outside), found)).toBe('watched')
  expect(hindranceOf(filled({ ...outside, grounds: '已生育三孩' }), found)).toBe('')
})

test('a reason that did not happen in the case is not offered', async () => {
  expect(reasonsFor(await inReviewFor('policy'))).toEqual(['not-eligible', 'certificate-in-force'])
  expect(reasonsFor(await inReviewFor('sick-child'))).toContain('appraisal-not-eligible')
})
