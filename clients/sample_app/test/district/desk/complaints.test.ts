import { expect, test } from 'vitest'
import { type Complaint, daysWaited, inOrder, isOpen } from '../../../src/district/desk/complaints/complaints'
import { namingNobody } from '../../../src/district/desk/faults'

function complaint(receivedOn: string, answeredAt = ''): Complaint {
  const reply = answeredAt ? { content: '', outcome: 'UPHELD', at: answeredAt, by: 'jijiang' } : null
  return { receivedOn, reply } as Complaint
}

test.each([
  ['申请人999999198803121012说态度差', true],
  ['99999919880312101x', true],
  ['打１３８００００００００没人接', true],
  ['1次就能办好的证，跑了3次', false],
  ['站点500116001901的监督电话023-47292152', false],
])('“%s” names somebody by a number: %s', (text, does) => {
  expect(namingNobody(text) !== '').toBe(does)
})

test('those that wait longest come first, then the answered ones, the latest first', () => {
  const days = ['2021-06-08', '2021-06-02', '2021-06-05'].map((day) => complaint(day))
  const answered = ['2021-06-01', '2021-06-03'].map((day) => complaint(day, '2021-06-04T01:00:00.000Z'))
  expect(inOrder([...answered, ...days]).map(({ receivedOn }) => receivedOn)).toEqual([
    '2021-06-02',
    '2021-06-05',
    '2021-06-08',
    '2021-06-03',
    '2021-06-01',
  ])
})

test('an open complaint waits until today, an answered one waited until its answer, by Shanghai’s days', () => {
  expect(daysWaited(complaint('2021-06-28'), '2021-07-02')).toBe(4)
  expect(daysWaited(complaint('2021-06-28', '2021-06-29T16:30:00.000Z'), '2021-07-02')).toBe(2)
})

test('one that was withdrawn waits no more, and stands among those that are done', () => {
  const withdrawal = { reason: '重复登记', at: '2021-06-29T01:00:00.000Z', by: 'district' }
  const withdrawn: Complaint = { ...complaint('2021-06-28'), withdrawal }
  expect(daysWaited(withdrawn, '2021-07-02')).toBe(1)
  expect(inOrder([withdrawn, complaint('2021-07-01')]).map(isOpen)).toEqual([true, false])
})
