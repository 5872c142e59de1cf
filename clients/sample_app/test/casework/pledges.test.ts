import { expect, test } from 'vitest'
import { NoLongerPossible } from '../../src/casework/desk'
import { accepted, CALL, openAs, pledged, TOWNSHIP } from '../helpers/flows'
import { openWindow } from '../helpers/window'

test('R04: a pledge is verified by a call and found consistent', async () => {
  const window = await openWindow()
  const id = await accepted(window, 'further-birth')
  const pledge = await pledged(window, id)
  await expect(window.work.conclude(id, { pledge, result: 'consistent', evidence: '' })).rejects.toThrow(
    'R04',
  )
  await window.work.verify(id, { pledge, ...CALL })
  await window.work.conclude(id, { pledge, result: 'consistent', evidence: '' })
  expect(window.cases.all.get(id)).toMatchObject({ pledges: [{ status: 'consistent' }], violations: [] })
})

test('R04: who answers no call is written to', async () => {
  const window = await openWindow()
  const { work, cases } = window
  const id = await accepted(window, 'further-birth')
  const pledge = await pledged(window, id)
  const inVain = { ...CALL, answered: false, person: '', content: '' }
  await work.verify(id, { pledge, ...inVain })
  await work.verify(id, { pledge, ...inVain })
  await work.conclude(id, { pledge, result: 'unreachable', evidence: '' })
  expect(cases.all.get(id)?.pledges).toMatchObject([{ status: 'unreachable' }])
  await work.verify(id, { pledge, ...CALL, method: 'letter' })
  expect(cases.all.get(id)).toMatchObject({ pledges: [{ status: 'verifying' }], violations: [] })
})

test('R04: that a pledge is false counts once a second person, of the township, has confirmed it', async () => {
  const window = await openWindow()
  const { work, cases, disk } = window
  const id = await accepted(window, 'further-birth')
  const pledge = await pledged(window, id)
  await work.verify(id, { pledge, ...CALL, content: '已有两个子女' })
  const { _id } = await work.conclude(id, { pledge, result: 'false', evidence: '来函：已有两个子女' })
  expect(cases.all.get(id)?.pledges).toMatchObject([{ status: 'disputed' }])
  await expect(work.confirm(id, { conclusion: _id, agrees: true, corrected: false })).rejects.toThrow(
    NoLongerPossible,
  )
  const same = await openWindow({ disk, author: { ...TOWNSHIP, clerk: 'sipaifang-1' } })
  await expect(same.work.confirm(id, { conclusion: _id, agrees: true, corrected: false })).rejects.toThrow(
    'R04',
  )
  const township = await openAs(disk, TOWNSHIP)
  await township.work.confirm(id, { conclusion: _id, agrees: true, corrected: false })
  expect(township.cases.all.get(id)).toMatchObject({ pledges: [{ status: 'false' }], violations: [] })
  await expect(pledged(township, id)).rejects.toThrow('R04')
})

test('R04: a spouse of the city is asked for no pledge', async () => {
  const window = await openWindow()
  const id = await accepted(window, 'further-birth')
  await expect(pledged(window, id, 'wife')).rejects.toThrow('R04')
})
