import { beforeEach, expect, test } from 'vitest'
import { addressesNeeded, stateOfWish } from '../../src/casework/wished'
import type { Task } from '../../src/known/cases'
import type { StoredDocument } from '../../src/local/store'
import { todosOf } from '../../src/window/todos'
import { issued } from '../helpers/flows'
import { openWindow, STROKES, type Window, zhaoCouple } from '../helpers/window'

const HOME = { recipient: '周芳', phone: '13900000000', address: '重庆市江津区几江街道大西门路 8 号' }
const { husband, wife } = zhaoCouple()
const LOST = {
  item: 'birth-service' as const,
  certNo: '',
  husband: { name: husband.name, idNo: husband.idNo },
  wife: { name: wife.name, idNo: wife.idNo },
}
const ELSEWHERE = 'reissue-wish:500116002901A1:5'
let window: Window

beforeEach(async () => {
  window = await openWindow()
})

const kinds = () => todosOf(window.cases).map(({ kind }) => kind)

function answer(kind: Task['kind'], wish: string, more: Partial<Task> = {}): void {
  const task = { _id: `task:${kind}:${wish}`, _rev: '1-a', type: 'task', kind, wish, case: '', by: 'hub' }
  window.cases.tell({
    ...task,
    at: '2021-06-15T01:00:00.000Z',
    dueOn: '2021-06-18',
    ...more,
  } as StoredDocument)
}

test('E21: what they lost is taken down offline, its address sealed, and waits for the district', async () => {
  const wish = await window.work.wish(LOST, HOME)
  expect(window.papers.papers.get(wish.address)).toMatchObject({ caseId: '', of: 'address' })
  expect(JSON.stringify(window.disk.facts())).not.toContain(HOME.phone)
  expect(wish).toMatchObject({ type: 'reissue-wish', case: '', ...LOST })
  expect(todosOf(window.cases)).toMatchObject([{ kind: 'wish-waits', waits: true, name: '赵明 / 周芳' }])
  answer('reissue-sent', wish._id, { to: '500116002901' })
  expect(kinds()).toEqual([])
  expect(stateOfWish(wish, window.cases)).toBe('sent')
})

test('a full disk takes no wish without its address', async () => {
  window.papers.isFull = true
  await expect(window.work.wish(LOST, HOME)).rejects.toThrow('full')
  expect(window.cases.wishes.size).toBe(0)
})

test('where the district has none they are told, or apply anew', async () => {
  const wish = await window.work.wish(LOST, HOME)
  answer('no-certificate', wish._id)
  expect(todosOf(window.cases)).toMatchObject([{ kind: 'wish-none', waits: false, dueOn: '2021-06-18' }])
  await window.work.endWish(wish._id)
  expect(kinds()).toEqual([])
  const again = await window.work.wish(LOST, HOME)
  answer('no-certificate', again._id)
  await issued(window)
  expect(kinds()).not.toContain('wish-none')
})

test('one that arrived after all is sent on, and nobody rings', async () => {
  const wish = await window.work.wish(LOST, HOME)
  answer('no-certificate', wish._id)
  answer('reissue-sent', wish._id, { to: '500116002901' })
  expect(kinds()).toEqual([])
})

test('E21: the office that issued it has work until another is issued and addressed; nobody visits', async () => {
  const { id, certNo } = await handedOver()
  const visits = window.work.standing(id).visits.length
  answer('reissue', ELSEWHERE, { case: id, certNo, address: 'A'.repeat(43) })
  expect(todosOf(window.cases)[0]).toMatchObject({
    kind: 'wished',
    caseId: id,
    fromDistrict: true,
    step: { screen: 'wished', detail: ELSEWHERE },
  })
  await window.work.reportLoss(id, certNo)
  await window.work.reissue(id, certNo)
  expect(kinds()).toContain('wished')
  expect([...addressesNeeded(window.cases)]).toEqual([ELSEWHERE])
  await window.work.chooseDelivery(id, 'mail', await window.work.keepAddress(id, HOME))
  expect(kinds()).not.toContain('wished')
  expect([...addressesNeeded(window.cases)]).toEqual([])
  expect(window.work.standing(id).visits).toHaveLength(visits)
  expect(window.work.standing(id).violations).toEqual([])
})

test('it is over when they came for another, and when they found the old one', async () => {
  const { id, certNo } = await handedOver()
  answer('reissue', ELSEWHERE, { case: id, certNo, address: 'A'.repeat(43) })
  await window.work.reportLoss(id, certNo)
  await window.work.reissue(id, certNo)
  await window.work.handOver(id, STROKES)
  expect(kinds()).not.toContain('wished')
  const again = 'reissue-wish:500116002901A1:6'
  const now = window.work.standing(id).certificates.at(-1)?.certNo ?? ''
  answer('reissue', again, { case: id, certNo: now, address: 'A'.repeat(43) })
  expect(kinds()).toContain('wished')
  await window.work.endWish(again)
  expect(kinds()).not.toContain('wished')
})

async function handedOver(): Promise<{ id: string; certNo: string }> {
  const one = await issued(window)
  await window.work.handOver(one.id, STROKES)
  return one
}
