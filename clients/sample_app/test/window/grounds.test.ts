import { expect, test } from 'vitest'
import { awaited, groundsOf } from '../../src/window/grounds'
import { accepted, CALL, lookedUp, openAs, order, pledged, TOWNSHIP, verified } from '../helpers/flows'
import { Disk, openWindow, type Window } from '../helpers/window'

const of = ({ work, cases }: Window, id: string) => groundsOf(work.standing(id), cases.recordsOf(id))

test('R04: of somebody from elsewhere their pledge tells, once it is verified', async () => {
  const window = await openWindow()
  const id = await accepted(window, 'further-birth')
  const his = () => awaited(window.work.standing(id), 'husband')
  expect(his()).toBe('sign')
  const pledge = await pledged(window, id)
  expect(his()).toBe('verify')
  expect(of(window, id)).toEqual([])
  await window.work.verify(id, { pledge, ...CALL })
  await window.work.conclude(id, { pledge, result: 'consistent', evidence: '' })
  expect(his()).toBe('')
  expect(of(window, id)).toMatchObject([
    { spouse: 'husband', basis: 'pledge', marital: 'first-marriage', children: 1 },
  ])
})

test('R03: of a resident the population system tells, by its latest answer', async () => {
  const window = await openWindow()
  const id = await accepted(window, 'further-birth')
  const hers = () => awaited(window.work.standing(id), 'wife')
  expect(hers()).toBe('look-up')
  lookedUp(window, id, 'wife', 'no-record')
  expect(hers()).toBe('ask-office')
  const said = { office: '白沙镇', contact: '023-0', person: '李同志', content: '已补录' }
  await window.work.inquire(id, { lookup: `order:lookup:${id}:wife`, ...said, corrected: true })
  expect(hers()).toBe('look-up')
  const again = { spouse: 'wife', result: 'consistent', marital: 'first-marriage', children: 2 }
  order(window.cases, 'lookup', id, again, 'wife-2')
  expect(hers()).toBe('')
  expect(of(window, id)).toMatchObject([{ spouse: 'wife', basis: 'lookup', children: 2 }])
})

test('a pledge that was false or taken back bears nothing out', async () => {
  const disk = new Disk()
  const window = await openWindow({ disk })
  const id = await accepted(window, 'further-birth')
  await window.work.withdrawPledge(id, await pledged(window, id))
  expect(awaited(window.work.standing(id), 'husband')).toBe('sign')
  const pledge = await pledged(window, id)
  await window.work.verify(id, { pledge, ...CALL })
  const { _id } = await window.work.conclude(id, { pledge, result: 'false', evidence: '已有两个子女' })
  expect(awaited(window.work.standing(id), 'husband')).toBe('second-person')
  const hall = await openAs(disk, TOWNSHIP)
  await hall.work.confirm(id, { conclusion: _id, agrees: true, corrected: false })
  expect(awaited(hall.work.standing(id), 'husband')).toBe('township')
  expect(of(hall, id)).toEqual([])
})

test('an honest error that was put right is pledged anew', async () => {
  const disk = new Disk()
  const window = await openWindow({ disk })
  const id = await accepted(window, 'further-birth')
  const pledge = await pledged(window, id)
  await window.work.verify(id, { pledge, ...CALL })
  const { _id } = await window.work.conclude(id, { pledge, result: 'false', evidence: '写错了' })
  const hall = await openAs(disk, TOWNSHIP)
  await hall.work.confirm(id, { conclusion: _id, agrees: true, corrected: true })
  expect(awaited(hall.work.standing(id), 'husband')).toBe('sign')
  expect(hall.work.mayPledge(hall.work.standing(id))).toEqual(['husband'])
  await verified(hall, id)
  expect(awaited(hall.work.standing(id), 'husband')).toBe('')
})
