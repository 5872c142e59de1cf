import { expect, test } from 'vitest'
import { type Calendar, workingDaysLeft } from '../../src/domain/calendar'
import { sayLeft } from '../../src/window/daysLeft'
import { deskWorkOf } from '../../src/window/deskWork'
import { CALL, inReview, issued, openAs, order, pledged, printedAtTheHall, TOWNSHIP } from '../helpers/flows'
import { openWindow, shipped, type Window } from '../helpers/window'

const calendars = new Map(
  (shipped('calendars') as unknown as Calendar[]).map((calendar) => [calendar.year, calendar]),
)
const onDay = (today: string) => (day: string) => workingDaysLeft(calendars, today, day)

function waiting({ cases }: Window, today = '2021-06-14'): string[] {
  return deskWorkOf(cases.all.values(), onDay(today)).map(({ kind, name }) => `${kind} ${name}`)
}

test('an application waits to be decided, issued, printed and fetched, and then no more', async () => {
  const window = await openWindow()
  const id = await inReview(window)
  const [work] = deskWorkOf(window.cases.all.values(), onDay('2021-06-15'))
  expect(work).toMatchObject({ kind: 'decide', caseId: id, dueOn: '2021-07-12', left: 19 })
  const township = await openAs(window.disk, TOWNSHIP)
  for (const record of window.cases.recordsOf(id)) township.cases.tell({ ...record, _rev: '1-a' })
  await township.work.grant(id)
  expect(waiting(township)).toEqual(['issue 赵明 / 周芳'])
  const { _id } = await township.work.issue(id)
  expect(waiting(township)).toEqual(['issue 赵明 / 周芳']) // it has still to be printed
  await township.work.printed(id, 'certificate', _id)
  expect(waiting(township)).toEqual(['delivery 赵明 / 周芳'])
  await township.work.handOver(id, [])
  expect(waiting(township)).toEqual([])
})

test('R30: what is to be mailed waits until it is in the mail, and again when it comes back', async () => {
  const { hall, id } = await printedAtTheHall()
  await hall.work.chooseDelivery(id, 'mail')
  const certNo = hall.cases.all.get(id)?.certificates[0]?.certNo ?? ''
  expect(deskWorkOf(hall.cases.all.values(), onDay('2021-06-14'))).toMatchObject([
    { kind: 'delivery', isMailed: true, number: certNo },
  ])
  await hall.work.mail(id, '中国邮政', 'EM1')
  expect(waiting(hall)).toEqual([])
  await hall.work.track(id, { certNo, state: 'returned' })
  expect(waiting(hall)).toEqual(['delivery 赵明 / 周芳'])
})

test('a pledge that one called false waits for a second person', async () => {
  const window = await openWindow()
  const { id } = await issued(window)
  const pledge = await pledged(window, id)
  await window.work.verify(id, { pledge, ...CALL })
  expect(waiting(window)).toEqual([])
  await window.work.conclude(id, { pledge, result: 'false', evidence: '登记有两孩' })
  expect(deskWorkOf(window.cases.all.values(), onDay('2021-06-14'))).toMatchObject([
    { kind: 'confirm', name: '赵明', about: pledge },
  ])
})

test('a number that several want void waits once, and no more when it is', async () => {
  const window = await openWindow({ author: TOWNSHIP })
  const { id, certNo } = await issued(window)
  await window.work.requestVoid(id, certNo, 'clerical-error', '写错一字')
  await window.work.requestVoid(id, certNo, 'applicant-asks', '')
  expect(deskWorkOf(window.cases.all.values(), onDay('2021-06-14'))).toMatchObject([
    { kind: 'void', number: certNo, about: certNo },
  ])
  await window.work.makeVoid(id, certNo, 'clerical-error', '')
  expect(waiting(window)).toEqual([])
})

test('of two certificates the later one waits, the earlier one does not', async () => {
  const window = await openWindow()
  const { id, certNo } = await issued(window)
  const other = { other: 'FS50011600290121A30001X', otherCase: '500116002901A3-1' }
  order(window.cases, 'duplicate', id, { certNo, ...other, keep: other.other })
  expect(waiting(window)).toEqual(['duplicate 赵明 / 周芳'])
  const first = await openWindow()
  const one = await issued(first)
  order(first.cases, 'duplicate', one.id, { certNo: one.certNo, ...other, keep: one.certNo })
  expect(waiting(first)).toEqual([])
})

test('what is due first comes first, and what is late says by how many working days', async () => {
  const days = (today: string, due: string) => sayLeft({ left: onDay(today)(due) })
  expect(days('2021-06-11', '2021-06-15')).toBe('还剩 1 个工作日') // a weekend and a holiday between
  expect(days('2021-06-15', '2021-06-15')).toBe('今天到期')
  expect(days('2021-06-18', '2021-06-15')).toBe('已超期 3 个工作日')
  expect(days('2021-06-15', '2099-06-15')).toBe('承诺日待定')
})
