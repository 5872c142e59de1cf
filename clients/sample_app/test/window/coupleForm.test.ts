import { expect, test } from 'vitest'
import {
  beginWith,
  type CoupleForm,
  completed,
  emptyCouple,
  fieldsLeft,
  filledWith,
  tidyIdNumber,
} from '../../src/window/coupleForm'
import { type ChildForm, childFaults, emptyChild } from '../../src/window/questions'
import { coupleFor } from '../helpers/flows'
import { GUIDE, guideOf, zhaoCouple } from '../helpers/window'

const TODAY = '2021-06-08'
const filled = () => ({ item: 'birth-service', ...structuredClone(zhaoCouple()) }) as CoupleForm

test('an empty form lacks eight answers, a full one none', () => {
  expect(fieldsLeft(emptyCouple(), TODAY)).toHaveLength(8)
  expect(fieldsLeft(filled(), TODAY)).toHaveLength(0)
})

test('a wrong number, an empty address and an unnamed province are not filled in', () => {
  const form = filled()
  form.husband.idNo = '999999198803121013'
  form.wife.residence.address = ' '
  form.husband.hukou.area = '000000'
  expect(fieldsLeft(form, TODAY)).toEqual([
    { spouse: 'husband', field: 'idNo' },
    { spouse: 'husband', field: 'hukou' },
    { spouse: 'wife', field: 'residence' },
  ])
  expect(completed(form, GUIDE, TODAY)).toBeUndefined()
})

test('one number typed for both spouses is not filled in', () => {
  const form = filled()
  form.wife.idNo = form.husband.idNo
  expect(fieldsLeft(form, TODAY)).toHaveLength(1)
})

test('husband and wife in each other’s fields are not filled in', () => {
  const form = filled()
  ;[form.husband.idNo, form.wife.idNo] = [form.wife.idNo, form.husband.idNo]
  expect(fieldsLeft(form, TODAY)).toHaveLength(2)
})

test('a province that does not exist is none, wherever it is', () => {
  const form = filled()
  form.wife.residence.area = '990000'
  expect(fieldsLeft(form, TODAY)).toHaveLength(1)
})

test('a child who cannot be is told, one half filled in is not', () => {
  const form = filledWith({ item: 'further-birth', ...coupleFor('further-birth') })
  const [son] = form.children as [ChildForm]
  form.children.push({ ...son }, { ...son, name: '未生', bornOn: '2021-06-09' }, emptyChild(), emptyChild())
  expect(childFaults(form, TODAY).map(({ rule }) => rule)).toEqual(['same-child', 'born-later'])
  form.children = [{ ...son, bornOn: '1980-01-01' }]
  expect(childFaults(form, TODAY).map(({ rule }) => rule)).toEqual(['older-than-parent'])
  expect(completed(form, guideOf('further-birth'), TODAY)).toBeUndefined()
})

test('a form filled again is complete, and not the papers it came from', () => {
  const couple = zhaoCouple()
  const form = filledWith({ item: 'birth-service', ...couple })
  expect(completed(form, GUIDE, TODAY)).toEqual(couple)
  form.husband.hukou.address = '别处'
  expect(couple.husband.hukou.address).not.toBe('别处')
})

test('the couple is complete when the questions are answered too', () => {
  expect(completed({ ...filled(), sameBooklet: null }, GUIDE, TODAY)).toBeUndefined()
  const form = filled()
  form.wife.remarriedAfter = ''
  expect(completed(form, GUIDE, TODAY)).toBeUndefined()
  expect(completed(filled(), GUIDE, TODAY)).toEqual(zhaoCouple())
})

test('spaces around what was typed are not kept', () => {
  const form = filled()
  form.husband.name = ' 赵明 '
  expect(completed(form, GUIDE, TODAY)?.husband.name).toBe('赵明')
  expect(tidyIdNumber(' 999999 19850101 203x ')).toBe('99999919850101203X')
  expect(tidyIdNumber('９９９９９９１９８５０１０１　２０３ｘ')).toBe('99999919850101203X')
})

test.each(['further-birth', 'only-child'])(
  '%s: the couple is complete when all its guide asks is answered',
  (item) => {
    const couple = coupleFor(item)
    const form = filledWith({ item, ...couple })
    expect(completed(form, guideOf(item), TODAY)).toEqual(couple)
    for (const key of guideOf(item).questions.map((question) => question.key)) {
      const blank = {
        ...form,
        [key]: key === 'children' ? [{ name: '小明', bornOn: '', sex: '' }] : emptyAnswer(key),
      }
      if (key !== 'remarriedAfter')
        expect(completed(blank as CoupleForm, guideOf(item), TODAY)).toBeUndefined()
    }
  },
)

test('an only child is one: none and two are not answers', () => {
  const form = filledWith({ item: 'only-child', ...coupleFor('only-child') })
  const [child] = form.children
  const asked = (children: unknown[]) =>
    completed({ ...form, children } as CoupleForm, guideOf('only-child'), TODAY) !== undefined
  expect([asked([]), asked([child]), asked([child, child])]).toEqual([false, true, false])
})

test('what was answered for another item is not taken along', () => {
  const form = filledWith({ item: 'further-birth', ...coupleFor('further-birth') })
  expect(completed(form, GUIDE, TODAY)).toEqual(zhaoCouple())
})

function emptyAnswer(key: string): unknown {
  return key === 'sameBooklet' ? null : ''
}

test('a slip that was scanned stays with the couple filled in for it, and goes with another item', () => {
  const scanned = () => ({ ...emptyCouple(), item: 'further-birth' as const, slip: 'H', guide: 'g' })
  const filled = scanned()
  filled.husband.name = '赵明'
  beginWith(filled, 'further-birth')
  expect([filled.slip, filled.guide]).toEqual(['H', 'g'])
  beginWith(filled, 'only-child')
  expect([filled.item, filled.slip, filled.guide, filled.husband.name]).toEqual([
    'only-child',
    '',
    '',
    '赵明',
  ])
  const empty = scanned()
  beginWith(empty, 'further-birth')
  expect(empty.slip).toBe('')
})
