import { expect, test } from 'vitest'
import { accepted, inReview, openAs, TOWNSHIP } from '../helpers/flows'
import { openWindow, STROKES } from '../helpers/window'

test('R22: a further birth, accepted, looked into, decided and issued by the township, fetched', async () => {
  const window = await openWindow()
  const id = await inReview(window)
  expect(window.cases.all.get(id)).toMatchObject({ state: 'in-review', violations: [], attempts: [] })
  await expect(window.work.grant(id)).rejects.toThrow('role')
  const township = await openAs(window.disk, TOWNSHIP)
  // the look-up is the hub's and not on this disk
  township.cases.tell({ ...lookUpOf(window, id), _rev: '1-a' })
  await township.work.grant(id)
  await township.work.issue(id)
  await township.work.chooseDelivery(id, 'pick-up')
  await township.work.handOver(id, STROKES)
  expect(township.cases.all.get(id)).toMatchObject({ state: 'closed', decision: { granted: true } })
  expect(township.cases.own('handover')).toMatchObject([{ method: 'pick-up' }])
  expect(township.cases.all.get(id)?.violations).toEqual([])
})

test('R22: a village issues no certificate of a further birth', async () => {
  const window = await openWindow()
  const id = await accepted(window, 'further-birth')
  await expect(window.work.issue(id)).rejects.toThrow('role')
  const township = await openAs(window.disk, TOWNSHIP)
  await expect(township.work.issue(id)).rejects.toThrow('R22')
  expect(township.cases.all.get(id)).toMatchObject({ state: 'accepted', certificates: [] })
})

test('R29: no grant where the medical appraisal does not allow it; the refusal has a reason', async () => {
  const window = await openWindow()
  const id = await inReview(window, { reason: 'sick-child' })
  const township = await openAs(window.disk, TOWNSHIP)
  township.cases.tell({ ...lookUpOf(window, id), _rev: '1-a' })
  await expect(township.work.grant(id, 'not-eligible')).rejects.toThrow('R29')
  await expect(township.work.refuse(id, 'appraisal-not-eligible', ' ')).rejects.toThrow('R05')
  await township.work.refuse(id, 'appraisal-not-eligible', '鉴定结论不符合再生育条件')
  expect(township.cases.all.get(id)).toMatchObject({
    state: 'refused',
    attempts: [
      { rule: 'R29', code: 'decision' },
      { rule: 'R05', code: 'decision' },
    ],
    violations: [],
  })
})

test('R18: what is issued on the spot is not refused', async () => {
  const township = await openWindow({ author: TOWNSHIP })
  const id = await accepted(township)
  await expect(township.work.refuse(id, 'not-eligible', '')).rejects.toThrow('R18')
})

function lookUpOf({ cases }: Awaited<ReturnType<typeof openWindow>>, id: string) {
  const found = cases.recordsOf(id).find(({ type }) => type === 'lookup')
  if (!found) throw new Error('nothing was looked up')
  return found
}
