import { expect, test } from 'vitest'
import { inForce } from '../../src/casework/certificates'
import { CopiedTablet, DateNotConfirmed, NoLongerPossible } from '../../src/casework/desk'
import { papersOf } from '../../src/papers/ofCase'
import { accepted, issued, lookedUp, openAs, TOWNSHIP } from '../helpers/flows'
import { openWindow, STROKES } from '../helpers/window'

test('a sheet that jammed is spoiled, and the certificate issued anew with the next number', async () => {
  const window = await openWindow()
  const { work, cases } = window
  const { id, certNo } = await issued(window)
  await work.spoil(id, certNo, 'jam')
  const { certNo: next } = await work.reissue(id, certNo)
  const found = work.standing(id, 'issued')
  expect(found.spoiled).toEqual([{ certNo, why: 'jam' }])
  expect(inForce(found)).toMatchObject({ certNo: next, supersedes: certNo })
  await work.handOver(id, STROKES)
  expect(cases.all.get(id)).toMatchObject({ state: 'closed', violations: [] })
  expect(cases.own('handover')).toMatchObject([{ certNo: next }])
})

test('only a sheet of this device is spoiled here', async () => {
  const window = await openWindow()
  const { id, certNo } = await issued(window)
  const township = await openAs(window.disk, TOWNSHIP)
  await expect(township.work.spoil(id, certNo, 'jam')).rejects.toThrow(NoLongerPossible)
})

test('a lost certificate is issued anew without any paper; one that is not lost is not', async () => {
  const window = await openWindow()
  const { work, cases } = window
  const { id, certNo } = await issued(window)
  await work.handOver(id, STROKES)
  await expect(work.reissue(id, certNo)).rejects.toThrow('R39')
  await work.reportLoss(id, certNo)
  const again = await work.reissue(id, certNo)
  expect(again.supersedes).toBe(certNo)
  await expect(work.reissue(id, certNo)).rejects.toThrow('R39')
  expect(cases.all.get(id)?.violations).toEqual([])
})

test('a wrong certificate is made void by the township, on a request, and then issued anew', async () => {
  const window = await openWindow()
  const { work, disk, cases } = window
  const { id, certNo } = await issued(window)
  await work.requestVoid(id, certNo, 'clerical-error', '姓名写错')
  expect(cases.all.get(id)?.voidRequests).toMatchObject([{ certNo, why: 'clerical-error' }])
  await expect(work.makeVoid(id, certNo, 'clerical-error', '')).rejects.toThrow('role')
  const township = await openAs(disk, TOWNSHIP)
  await township.work.makeVoid(id, certNo, 'clerical-error', '')
  const after = await openWindow({ disk })
  await expect(after.work.handOver(id, STROKES)).rejects.toThrow(NoLongerPossible)
  await after.work.reissue(id, certNo)
  expect(after.cases.all.get(id)).toMatchObject({ state: 'issued', violations: [] })
})

test('a number that was never issued is neither lost nor void', async () => {
  const window = await openWindow()
  const { id } = await issued(window)
  const never = 'FS50011600190121A300024'
  await expect(window.work.reportLoss(id, never)).rejects.toThrow('R39')
  await expect(window.work.requestVoid(id, never, 'other', '')).rejects.toThrow('R39')
})

test('R39: a case is issued once', async () => {
  const window = await openWindow()
  const { id } = await issued(window)
  await expect(window.work.issue(id)).rejects.toThrow(NoLongerPossible)
  const withdrawn = await accepted(window)
  await window.work.withdraw(withdrawn)
  await expect(window.work.reissue(withdrawn, '')).rejects.toThrow(NoLongerPossible)
})

test('the sheet of a proof that jammed is spoiled under its own item, and proved again', async () => {
  const window = await openWindow()
  const { work, cases } = window
  const id = await accepted(window, 'further-birth')
  lookedUp(window, id, 'wife')
  const said = { spouse: 'wife', marital: '初婚', children: 1 } as const
  const { certNo } = await work.proveStatus(id, said)
  expect(await work.spoil(id, certNo, 'jam')).toMatchObject({ item: 'status-proof', certNo })
  const again = await work.proveStatus(id, said)
  expect(again.certNo.slice(-5, -1)).toBe('0002')
  expect(cases.numbers.left('status-proof')).toBe(198)
  expect(cases.all.get(id)?.violations).toEqual([])
})

test('a tablet that was copied gives no number any more, and writes no fact for it', async () => {
  const window = await openWindow({ isCopied: () => true })
  const id = await accepted(window)
  const before = window.disk.facts().length
  await expect(window.work.issue(id)).rejects.toThrow(CopiedTablet)
  expect(window.disk.facts()).toHaveLength(before)
})

test('a date that nobody confirmed keeps back the number, and nothing else', async () => {
  let isSure = false
  const window = await openWindow({ isDateSure: () => isSure })
  const id = await accepted(window)
  await expect(window.work.issue(id)).rejects.toThrow(DateNotConfirmed)
  isSure = true
  expect(await window.work.issue(id)).toMatchObject({ issuedOn: '2021-06-14' })
})

test('each sheet that the clerk says came out is one in the journal, also the second of a certificate', async () => {
  const window = await openWindow()
  const { work, cases } = window
  const { id } = await issued(window)
  const printed = () =>
    papersOf(work.standing(id), cases.recordsOf(id)).find(({ kind }) => kind === 'certificate')?.printed
  expect(printed()).toBe(0)
  const [certificate] = cases.own('certificate')
  for (const sheets of [1, 2]) {
    await work.printed(id, 'certificate', certificate?._id ?? '')
    expect(printed()).toBe(sheets)
  }
})
