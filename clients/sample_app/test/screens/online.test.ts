import { expect, test } from 'vitest'
import { type Calendar, dueOn } from '../../src/domain/calendar'
import MaterialsScreen from '../../src/screens/intake/MaterialsScreen.vue'
import { isNewVisit } from '../../src/window/steps'
import { todosOf } from '../../src/window/todos'
import { uploadsOf } from '../../src/window/uploads'
import { coupleFor, order } from '../helpers/flows'
import { show } from '../helpers/screen'
import { GUIDE, openWindow, shipped } from '../helpers/window'

const PAPER = 'p'.repeat(43)
const LATER = 'q'.repeat(43)
const ID = '500116000000YK-42'

/** 渝快办 hands in an application with one paper, to be mailed. */
async function applied() {
  const window = await openWindow()
  order(window.cases, 'application', ID, {
    item: GUIDE.item,
    guide: GUIDE._id,
    channel: 'online',
    reference: 42,
    ...coupleFor('birth-service'),
    delivery: 'mail',
    address: PAPER,
    uploads: [{ key: 'M01:husband', paper: PAPER }],
    at: '2021-06-14T01:30:00.000Z',
  })
  return window
}

const kinds = ({ cases }: Awaited<ReturnType<typeof applied>>) => todosOf(cases).map(({ kind }) => kind)

test('an online application is work, and nobody’s visit', async () => {
  const window = await applied()
  expect(kinds(window)).toContain('online')
  expect(isNewVisit(window.work.standing(ID), '2021-06-20')).toBe(false)
})

test('it has a working day from when the couple applied, and one more from when they handed in the rest', async () => {
  const window = await applied()
  const calendars = new Map(
    shipped('calendars').map((one) => [(one as unknown as Calendar).year, one as unknown as Calendar]),
  )
  const office = { post: 'clerk', dayAfter: (day: string, n: number) => dueOn(calendars, day, n) } as const
  const due = () => todosOf(window.cases, office).map(({ kind, dueOn: day }) => [kind, day])
  const later = (n: number, at: string) =>
    order(window.cases, 'uploads', ID, { uploads: [{ key: 'M01:wife', paper: LATER }], at }, `${n}`)
  expect(due()).toContainEqual(['online', '2021-06-15'])
  later(1, '2021-06-14T01:45:00.000Z') // before anybody told them anything: the office gains no day by it
  expect(due()).toContainEqual(['online', '2021-06-15'])
  await window.work.show(ID, ['M01:husband', 'M01:wife'], [])
  await window.work.notify(ID)
  later(2, '2021-06-18T05:00:00.000Z')
  later(3, '2021-06-22T05:00:00.000Z')
  expect(due()).toContainEqual(['online', '2021-06-21'])
})

test('once accepted it is to be issued, on the day of the acceptance', async () => {
  const window = await applied()
  await window.work.show(ID, ['M01:husband', 'M01:wife', 'M02:husband', 'M02:wife', 'M03:couple'], [])
  await window.work.accept(ID)
  const [todo] = todosOf(window.cases)
  expect(todo).toMatchObject({ kind: 'online', dueOn: '2021-06-14', step: { screen: 'issue' } })
})

test('what was uploaded stands above the ticks, not opened', async () => {
  const window = await applied()
  const screen = await show(MaterialsScreen, window, ID)
  expect(screen).toMatch(/data-test="uploads".*网上传来的材料（1 份）/s)
  expect(screen).not.toContain('<img')
})

test('it is told once, and what comes after the notice stands out and is work again', async () => {
  const window = await applied()
  await window.work.show(ID, ['M01:husband'], [])
  await window.work.notify(ID)
  expect(kinds(window)).not.toContain('online')
  const uploads = [{ key: 'M02:husband', paper: LATER }]
  order(window.cases, 'uploads', ID, { uploads, at: '2021-06-14T05:00:00.000Z' }, '1')
  expect(kinds(window)).toContain('online')
  const all = uploadsOf(window.work.standing(ID), window.cases.recordsOf(ID))
  expect(all.map(({ paper, isNew }) => [paper, isNew])).toEqual([
    [PAPER, false],
    [LATER, true],
  ])
})

test('it is accepted, issued and mailed as the applicants chose', async () => {
  const window = await applied()
  const { work } = window
  await work.show(ID, ['M01:husband', 'M01:wife', 'M02:husband', 'M02:wife', 'M03:couple'], [])
  await work.accept(ID)
  const { _id } = await work.issue(ID)
  await work.printed(ID, 'certificate', _id)
  expect(kinds(window)).toContain('mail')
  await work.mail(ID, '中国邮政', 'EA1')
  expect(work.standing(ID)).toMatchObject({ state: 'closed', violations: [] })
})
