import { expect, test } from 'vitest'
import { disputeOf, WORDS_ON_IT } from '../../src/window/disputes'
import { pairOf } from '../../src/window/pairs'
import { asRequested, emptyVoid, hindranceOfVoid, voidable, voidReasonsFor } from '../../src/window/voiding'
import { CALL, issued, nextCouple, openAs, order, pledged, TOWNSHIP } from '../helpers/flows'
import { openWindow } from '../helpers/window'

test('what a window asked for is filled in, unless something stands there', async () => {
  const window = await openWindow()
  const { id, certNo } = await issued(window)
  await window.work.requestVoid(id, certNo, 'clerical-error', '写错一字')
  const records = window.cases.recordsOf(id)
  const form = emptyVoid()
  asRequested(form, certNo, records)
  expect(form).toEqual({ certNo, why: 'clerical-error', grounds: '写错一字' })
  const begun = { certNo, why: '' as const, grounds: '丈夫的名字' }
  asRequested(begun, certNo, records)
  expect(begun).toEqual({ certNo, why: '', grounds: '丈夫的名字' })
})

test('which, why, and words where the reason has none', () => {
  expect(hindranceOfVoid(emptyVoid())).toBe('certificate')
  expect(hindranceOfVoid({ ...emptyVoid(), certNo: 'FS' })).toBe('why')
  expect(hindranceOfVoid({ certNo: 'FS', why: 'other', grounds: ' ' })).toBe('grounds')
  expect(hindranceOfVoid({ certNo: 'FS', why: 'duplicate', grounds: '' })).toBe('')
})

test('R04: a second person agrees that a pledge is false; then, and not before, it is a reason', async () => {
  const window = await openWindow()
  const { id, certNo } = await issued(window)
  const pledge = await pledged(window, id)
  await window.work.verify(id, { pledge, ...CALL })
  await window.work.conclude(id, { pledge, result: 'false', evidence: '登记有两孩' })
  const township = await openAs(window.disk, TOWNSHIP)
  const dispute = disputeOf(township.work.standing(id), township.cases.recordsOf(id), pledge)
  expect(dispute).toMatchObject({
    attempts: [CALL],
    conclusion: { evidence: '登记有两孩' },
    said: { children: 1 },
  })
  expect(voidReasonsFor(township.work.standing(id))).not.toContain('false-pledge')
  const conclusion = dispute?.conclusion?._id ?? ''
  await township.work.confirm(id, { conclusion, ...WORDS_ON_IT.agree })
  const after = township.work.standing(id)
  expect(disputeOf(after, township.cases.recordsOf(id), pledge)).toBeUndefined()
  expect(voidReasonsFor(after)).toContain('false-pledge')
  await township.work.makeVoid(id, certNo, 'false-pledge', '')
  expect(voidable(township.work.standing(id))).toEqual([])
})

test.each([
  ['corrected', 'corrected'],
  ['back', 'verifying'],
] as const)('a second person may say otherwise: %s', async (word, status) => {
  const window = await openWindow()
  const { id } = await issued(window)
  const pledge = await pledged(window, id)
  await window.work.verify(id, { pledge, ...CALL })
  const { _id: conclusion } = await window.work.conclude(id, { pledge, result: 'false', evidence: '两孩' })
  const township = await openAs(window.disk, TOWNSHIP)
  await township.work.confirm(id, { conclusion, ...WORDS_ON_IT[word] })
  expect(township.work.standing(id).pledges).toMatchObject([{ status }])
})

test('of two certificates both can be made void where both cases are here, the earlier is named first', async () => {
  const window = await openWindow({ author: TOWNSHIP })
  const one = await issued(window)
  const two = await issued(window, 'birth-service', nextCouple())
  const twice = { certNo: two.certNo, other: one.certNo, otherCase: one.id, keep: one.certNo }
  const told = order(window.cases, 'duplicate', two.id, twice)
  const found = () => window.work.standing(two.id)
  expect(pairOf(found(), told, window.cases.all)).toEqual({
    id: told,
    first: one.certNo,
    sheets: [
      { certNo: one.certNo, caseId: one.id, isHere: true },
      { certNo: two.certNo, caseId: two.id, isHere: true },
    ],
  })
  expect(pairOf(found(), told, new Map())?.sheets[0]).toMatchObject({ isHere: false })
  await window.work.makeVoid(two.id, two.certNo, 'duplicate', '')
  expect(pairOf(found(), told, window.cases.all)).toBeUndefined()
})
