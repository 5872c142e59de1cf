import { describe, expect, test } from 'vitest'
import { NoLongerPossible, NoNumberLeft } from '../../src/casework/desk'
import type { StoredDocument } from '../../src/local/store'
import { isNewVisit, stepOf } from '../../src/window/steps'
import { todosOf } from '../../src/window/todos'
import { accepted as acceptedCase, inReview, nextCouple } from '../helpers/flows'
import { createNotes } from '../helpers/notes'
import { factSignatureIsGood } from '../helpers/signature'
import {
  block,
  DEVICE,
  Disk,
  GUIDE,
  openWindow,
  STROKES,
  steadyClock,
  type Window,
  zhaoCouple,
} from '../helpers/window'

const ALL = ['M01:husband', 'M01:wife', 'M02:husband', 'M02:wife', 'M03:couple']

async function toldOnce({ work }: Window): Promise<string> {
  const id = await work.open(GUIDE, zhaoCouple())
  await work.show(id, ['M01:husband', 'M01:wife', 'M03:couple'], ['M02:husband'])
  const notice = await work.notify(id)
  await work.printed(id, 'notice', notice._id)
  return id
}

async function accepted({ work }: Window): Promise<string> {
  const id = await work.open(GUIDE, zhaoCouple())
  await work.show(id, ALL, [])
  await work.accept(id)
  return id
}

test('told once, back with everything, issued without a network, handed over', async () => {
  const window = await openWindow()
  const { work, cases, disk, point } = window
  const id = await toldOnce(window)
  expect(cases.all.get(id)).toMatchObject({
    state: 'notified',
    notices: [
      {
        n: 1,
        printed: true,
        missing: [
          { key: 'M02:husband', reason: 'copy-only' },
          { key: 'M02:wife', reason: 'not-brought' },
        ],
      },
    ],
  })

  await work.comeBack(id)
  await work.show(id, ['M02:husband', 'M02:wife'], [])
  await work.accept(id)
  expect(work.pledgesOpen(work.standing(id, 'accepted'))).toEqual(['husband'])
  await work.pledge(id, {
    spouse: 'husband',
    marital: 'first-marriage',
    children: 0,
    phone: '',
    strokes: STROKES,
  })
  const certificate = await work.issue(id)
  await work.printed(id, 'certificate', certificate._id)
  await work.handOver(id, STROKES)

  expect(certificate.certNo).toBe('FS50011600190121A300016')
  expect(certificate).toMatchObject({ issuedOn: '2021-06-14', online: false, block: block(1, 200)._id })
  expect(cases.all.get(id)).toMatchObject({ state: 'closed', violations: [], missing: [] })
  expect(cases.all.get(id)?.visits.map(({ purpose }) => purpose)).toEqual(['apply', 'supplement'])
  expect(cases.all.get(id)?.caseNo).toMatch(/^FS500116001901210614A3001[0-9A-Z]$/)
  expect(todosOf(cases)).toMatchObject([
    { kind: 'pledge', name: '赵明', fromDistrict: false },
    { kind: 'look-up' },
  ])
  for (const fact of disk.facts()) expect(await factSignatureIsGood(fact, point)).toBe(true)
})

test('a pledge that is declined blocks nothing', async () => {
  const window = await openWindow()
  const id = await accepted(window)
  await window.work.issue(id)
  expect(window.cases.all.get(id)?.state).toBe('issued')
})

test('a pledge is offered until it is signed or declined, and a decline outlives a restart', async () => {
  const [disk, notes] = [new Disk(), createNotes()]
  const window = await openWindow({ disk, notes })
  const id = await accepted(window)
  const asked = ({ work }: Window) => work.pledgesOpen(work.standing(id, 'accepted'))
  expect(asked(window)).toEqual(['husband'])
  await window.work.declinePledge(id, 'husband')
  expect(asked(window)).toEqual([])
  expect(asked(await openWindow({ disk, notes }))).toEqual([])
  expect(disk.facts().map(({ type }) => type)).not.toContain('pledge')
})

test('a withdrawn case is over until another is opened; an issued one cannot be withdrawn', async () => {
  const window = await openWindow()
  const { work, cases } = window
  const id = await accepted(window)
  await work.withdraw(id)
  expect(cases.all.get(id)).toMatchObject({ state: 'withdrawn', violations: [] })
  await expect(work.issue(id)).rejects.toThrow(NoLongerPossible)
  const next = await accepted(window)
  await work.issue(next)
  await expect(work.withdraw(next)).rejects.toThrow(NoLongerPossible)
})

test('a second tap on a step that is done changes nothing', async () => {
  const window = await openWindow()
  const { work, disk } = window
  const id = await accepted(window)
  await expect(work.accept(id)).rejects.toThrow(NoLongerPossible)
  const taps = await Promise.allSettled([work.issue(id), work.issue(id)])
  expect(taps.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
  expect(disk.facts().filter(({ type }) => type === 'certificate')).toHaveLength(1)
  await expect(work.notify(id)).rejects.toThrow(NoLongerPossible)
})

test('each certificate takes the next number, over restarts and blocks', async () => {
  const disk = new Disk()
  const first = await openWindow({ disk, numbers: 1 })
  const serials = [await first.work.issue(await accepted(first))]
  expect(first.cases.numbers.left('birth-service')).toBe(0)
  const next = nextCouple()
  await expect(first.work.issue(await acceptedCase(first, 'birth-service', next))).rejects.toThrow(
    NoNumberLeft,
  )

  const second = await openWindow({ disk, numbers: 1 })
  second.cases.tell(block(201, 400, { n: 2 }) as unknown as StoredDocument)
  serials.push(await second.work.issue(await acceptedCase(second, 'birth-service', next)))
  expect(serials.map(({ certNo }) => certNo.slice(-5, -1))).toEqual(['0001', '0201'])
  expect(second.cases.numbers.left('birth-service')).toBe(199)
})

test('the day’s acceptances are counted in their numbers', async () => {
  const window = await openWindow()
  const numbers = [await accepted(window), await accepted(window)].map(
    (id) => window.cases.all.get(id)?.caseNo,
  )
  expect(numbers.map((number) => number?.slice(-4, -1))).toEqual(['001', '002'])
})

test('papers bear the day the clerk confirmed, also after a fact of a wrong day ahead', async () => {
  const disk = new Disk()
  const wrong = await openWindow({ disk, clock: steadyClock('2021-08-01T02:00:00.000Z') })
  const id = await accepted(wrong)
  const right = await openWindow({ disk })
  expect(await right.work.issue(id)).toMatchObject({
    issuedOn: '2021-06-14',
    at: expect.stringMatching(/^2021-08-01/),
  })
  const next = await accepted(right)
  expect(right.cases.all.get(next)?.caseNo).toMatch(/^FS500116001901210614A3001/)
  const after = await accepted(right)
  expect(right.cases.all.get(after)?.caseNo).toMatch(/^FS500116001901210614A3002/)
})

test('a certificate comes after the acceptance on a tablet whose clock is ahead', async () => {
  const window = await openWindow()
  const id = await accepted(window)
  const disk = new Disk()
  const there = '500116001901B7'
  const slow = await openWindow({ disk, clock: steadyClock('2021-06-14T01:55:00.000Z') })
  for (const fact of window.disk.facts()) {
    slow.cases.tell({ ...fact, _rev: '1-a', device: there, _id: fact._id.replace(DEVICE, there) })
  }
  await slow.work.issue(id)
  expect(slow.cases.all.get(id)).toMatchObject({ state: 'issued', violations: [] })
})

test('a case cut off while it was opened still gets its first visit', async () => {
  const window = await openWindow()
  const { facts, work, cases } = window
  const application = { item: 'birth-service', guide: GUIDE._id, channel: 'window' as const }
  const { case: id } = await facts.write('application', null, { ...application, ...zhaoCouple() })
  await work.comeBack(id)
  expect(cases.all.get(id)?.visits.map(({ purpose }) => purpose)).toEqual(['apply'])
})

test('a case opens at the step where it stands', async () => {
  const window = await openWindow()
  const { work, disk } = window
  const id = await toldOnce(window)
  const screen = () => {
    const found = work.standing(id, 'draft', 'notified', 'accepted', 'issued', 'closed')
    return stepOf(found, work.pledgesOpen(found)).screen
  }
  expect(screen()).toBe('materials')
  await work.show(id, ['M02:husband', 'M02:wife'], [])
  await work.accept(id)
  expect(screen()).toBe('pledge')
  await work.declinePledge(id, 'husband')
  expect(screen()).toBe('issue')
  const certificate = await work.issue(id)
  expect(screen()).toBe('issue')
  await work.printed(id, 'certificate', certificate._id)
  expect(screen()).toBe('handover')
  await work.handOver(id, [])
  expect(screen()).toBe('case')
  expect(disk.facts().every(({ device }) => device === DEVICE)).toBe(true)
})

test('what the district asks shows up at the pledge it is about', async () => {
  const window = await openWindow()
  const id = await accepted(window)
  const pledge = {
    spouse: 'husband',
    marital: 'first-marriage',
    children: 0,
    phone: '',
    strokes: STROKES,
  } as const
  const signed = await window.work.pledge(id, pledge)
  const task = {
    _id: `task:verify-pledge:${signed._id}`,
    _rev: '1-a',
    type: 'task',
    pledge: signed._id,
    dueOn: '2021-06-28',
  }
  window.cases.tell(task)
  expect(todosOf(window.cases)[0]).toMatchObject({ dueOn: '2021-06-28', fromDistrict: true })
})

test('who was told what is missing and comes back makes a new visit; going on the same day does not', async () => {
  const window = await openWindow()
  const { work, cases } = window
  const id = await accepted(window)
  expect(isNewVisit(work.standing(id, 'accepted'), '2021-06-14')).toBe(false)
  expect(isNewVisit(work.standing(id, 'accepted'), '2021-06-15')).toBe(true)
  expect(isNewVisit(work.standing(id, 'accepted'), '2021-06-13')).toBe(false) // a clock was ahead
  const told = await toldOnce(window)
  expect(isNewVisit(work.standing(told, 'notified'), '2021-06-14')).toBe(true)
  await work.comeBack(id)
  expect(cases.all.get(id)?.visits.map(({ purpose }) => purpose)).toEqual(['apply', 'collect'])
})

test('a further birth, once accepted, stands where the office has its own work; looking at it is no visit', async () => {
  const window = await openWindow()
  const { work } = window
  const id = await inReview(window)
  const found = work.standing(id, 'in-review')
  expect(stepOf(found, []).screen).toBe('accepted')
  expect(isNewVisit(found, '2021-06-20')).toBe(false)
  const waiting = work.standing(await acceptedCase(window, 'only-child'))
  expect(stepOf(waiting, []).screen).toBe('accepted')
  expect(isNewVisit(waiting, '2021-06-20')).toBe(false)
})

describe('a tablet killed while a case was opened', () => {
  const begin = async (written: number) => {
    const disk = new Disk()
    const { work } = await openWindow({ disk })
    const id = await work.open(GUIDE, zhaoCouple())
    for (const { _id } of disk.facts().slice(written)) disk.documents.delete(_id)
    return { id, ...(await openWindow({ disk })) }
  }

  test.each([1, 2])(
    'goes on with it when %i of its facts were written: no couple has two',
    async (written) => {
      const { work, cases, disk, id } = await begin(written)
      expect(await work.open(GUIDE, zhaoCouple())).toBe(id)
      expect(disk.facts().map(({ type }) => type)).toEqual(['application', 'visit'])
      expect(cases.all.size).toBe(1)
    },
  )

  test('opens another one for another couple, and once something was done in it', async () => {
    const { work, id } = await begin(2)
    const couple = zhaoCouple()
    const other = { ...couple, wife: { ...couple.wife, idNo: '999999198706052246' } }
    expect(await work.open(GUIDE, other)).not.toBe(id)
    await work.withdraw(id)
    expect(await work.open(GUIDE, zhaoCouple())).not.toBe(id)
  })
})
