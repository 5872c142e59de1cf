import { expect, test } from 'vitest'
import { accepted, open, order } from '../helpers/flows'
import { openWindow, SITE, steadyClock } from '../helpers/window'

const TEN_DAYS = { _id: `site:${SITE}`, type: 'site', code: SITE, limits: { 'further-birth': 10 } }

test.each([
  ['2021-06-08', '2021-07-07'],
  ['2021-06-11', '2021-07-12'],
  ['2021-06-14', '2021-07-12'], // 端午节: counting begins with the next working day
])('R23: a further birth accepted on %s is due by %s', async (day, dueOn) => {
  const window = await openWindow({ clock: steadyClock(`${day}T02:00:00.000Z`) })
  const id = await accepted(window, 'further-birth')
  expect(window.cases.all.get(id)).toMatchObject({ workingDays: 20, dueOn, violations: [] })
})

test('R23: the township’s own shorter limit is promised', async () => {
  const window = await openWindow({ published: [TEN_DAYS] })
  const id = await accepted(window, 'further-birth')
  expect(window.cases.all.get(id)).toMatchObject({ workingDays: 10, dueOn: '2021-06-28', violations: [] })
})

test('a day in a year whose working days are unknown is not guessed; the hub fills it in', async () => {
  const window = await openWindow({ clock: steadyClock('2026-12-15T02:00:00.000Z') })
  const id = await accepted(window, 'further-birth')
  expect(window.cases.all.get(id)).toMatchObject({ state: 'accepted', workingDays: 20, dueOn: '' })
  const of = window.cases.all.get(id)?.acceptance ?? ''
  order(window.cases, 'due', id, { at: '2026-12-20T00:00:00.000Z', of, dueOn: '2027-01-14' })
  expect(window.cases.all.get(id)).toMatchObject({ dueOn: '2027-01-14', violations: [] })
})

test('R18: what is done on the spot is due the same day, whatever the calendar', async () => {
  const window = await openWindow({ clock: steadyClock('2031-05-01T02:00:00.000Z') })
  const id = await accepted(window, 'only-child')
  expect(window.cases.all.get(id)).toMatchObject({ workingDays: 0, dueOn: '2031-05-01' })
})

test('R21: nothing is accepted while something is missing', async () => {
  const window = await openWindow()
  const id = await open(window, 'only-child')
  await expect(window.work.accept(id)).rejects.toThrow('R21')
  expect(window.cases.all.get(id)).toMatchObject({ state: 'draft', acceptedAt: '', violations: [] })
})
