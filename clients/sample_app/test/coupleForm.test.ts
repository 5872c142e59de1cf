import { expect, test } from 'vitest'
import {
  type CoupleForm,
  completed,
  emptyCouple,
  filledWith,
  leftToFill,
  tidyIdNumber,
} from '../src/coupleForm'
import { zhaoCouple } from './helpers/window'

const filled = () => structuredClone(zhaoCouple()) as CoupleForm

test('an empty form lacks eight answers, a full one none', () => {
  expect(leftToFill(emptyCouple())).toBe(8)
  expect(leftToFill(filled())).toBe(0)
})

test('a wrong number, an empty address and an unnamed province are not filled in', () => {
  const form = filled()
  form.husband.idNo = '999999198803121013'
  form.wife.residence.address = ' '
  form.husband.hukou.area = '000000'
  expect(leftToFill(form)).toBe(3)
  expect(completed(form)).toBeUndefined()
})

test('one number typed for both spouses is not filled in', () => {
  const form = filled()
  form.wife.idNo = form.husband.idNo
  expect(leftToFill(form)).toBe(1)
})

test('a form filled again is complete, and not the papers it came from', () => {
  const couple = zhaoCouple()
  const form = filledWith(couple)
  expect(completed(form)).toEqual(couple)
  form.husband.hukou.address = '别处'
  expect(couple.husband.hukou.address).not.toBe('别处')
})

test('the couple is complete when the questions are answered too', () => {
  expect(completed({ ...filled(), sameBooklet: null })).toBeUndefined()
  const form = filled()
  form.wife.remarriedAfter = ''
  expect(completed(form)).toBeUndefined()
  expect(completed(filled())).toEqual(zhaoCouple())
})

test('spaces around what was typed are not kept', () => {
  const form = filled()
  form.husband.name = ' 赵明 '
  expect(completed(form)?.husband.name).toBe('赵明')
  expect(tidyIdNumber(' 999999 19850101 203x ')).toBe('99999919850101203X')
  expect(tidyIdNumber('９９９９９９１９８５０１０１　２０３ｘ')).toBe('99999919850101203X')
})
