import { describe, expect, test } from 'vitest'
import {
  attemptOf,
  emptyVerifying,
  isApplicants,
  isStepDone,
  proposed,
  resultsOf,
  stepBeside,
  stepsOf,
  type VerifyingForm,
} from '../../src/window/verifying'

const call = (answered: boolean) => ({ id: '', at: '', method: 'phone', answered })
const letter = (answered: boolean) => ({ id: '', at: '', method: 'letter', answered })
const form = (changes: Partial<VerifyingForm>): VerifyingForm => ({ ...emptyVerifying(), ...changes })

describe('R04: what is done next', () => {
  test.each([
    [[], 'phone'],
    [[call(false)], 'phone'],
    [[call(false), call(false)], 'letter'],
    [[call(false), call(false), letter(false)], 'reply'],
    [[letter(false), letter(true)], 'conclude'],
    [[call(false), call(true)], 'conclude'],
  ])('after %j it is %s', (attempts, way) => {
    expect(proposed({ attempts })).toBe(way)
  })
})

describe('R04: what it can come to', () => {
  test.each([
    [[], []],
    [[call(false)], []],
    [[call(true)], ['consistent', 'false']],
    [[call(false), call(false)], ['unreachable']],
    [
      [call(false), letter(false), call(true)],
      ['consistent', 'false', 'unreachable'],
    ],
  ])('of %j', (attempts, results) => {
    expect(resultsOf({ attempts })).toEqual(results)
  })

  test('nobody concludes what the attempts do not bear', () => {
    const chosen = form({ way: 'conclude', step: 'result', result: 'consistent' })
    expect(isStepDone(chosen, { attempts: [call(false)] }, '')).toBe(false)
    expect(isStepDone(chosen, { attempts: [call(true)] }, '')).toBe(true)
  })

  test('what does not fit needs its evidence, and not a blank one', () => {
    const found = form({ way: 'conclude', step: 'evidence', result: 'false', evidence: ' ' })
    expect(stepsOf(found)).toEqual(['way', 'result', 'evidence', 'look'])
    expect(isStepDone(found, { attempts: [call(true)] }, '')).toBe(false)
  })
})

test('who answered is asked only where somebody did; before it is written down it is looked at', () => {
  const phoned = form({ way: 'phone', step: 'answered' })
  expect(stepBeside({ ...phoned, answered: false }, 1)).toBe('look')
  expect(stepBeside({ ...phoned, answered: true }, 1)).toBe('said')
  expect(stepBeside({ ...phoned, answered: true }, -1)).toBe('office')
  expect(stepsOf(form({ way: 'letter' }))).toEqual(['way', 'office', 'look'])
})

test('the number is from an official list: the applicant’s own is not taken', () => {
  expect(isApplicants('138 0000 0000', '13800000000')).toBe(true)
  expect(isApplicants('028-00000000', '13800000000')).toBe(false)
  expect(isApplicants('', '')).toBe(false)
  const own = form({ way: 'phone', step: 'office', office: '某街道', contact: '13800000000' })
  expect(isStepDone(own, { attempts: [] }, '13800000000')).toBe(false)
  expect(isStepDone(own, { attempts: [] }, '')).toBe(true)
})

test('what nobody said is not written down, though it was typed before', () => {
  const typed = { office: ' 某街道 ', contact: '028-0', person: '李同志', content: '属实' }
  expect(attemptOf(form({ ...typed, way: 'phone', answered: false }), 'pledge:1')).toEqual({
    pledge: 'pledge:1',
    method: 'phone',
    office: '某街道',
    contact: '028-0',
    answered: false,
    person: '',
    content: '',
  })
  const sent = attemptOf(form({ ...typed, way: 'letter', answered: true }), 'pledge:1')
  expect(sent).toMatchObject({ method: 'letter', answered: false, person: '' })
  const came = attemptOf(form({ ...typed, way: 'reply' }), 'pledge:1')
  expect(came).toMatchObject({ method: 'letter', answered: true, person: '李同志', content: '属实' })
})
