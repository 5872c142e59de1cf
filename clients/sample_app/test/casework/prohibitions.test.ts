/** The prohibitions of the notice, each tried by a program that goes past the screens: not signed, and on record. */
import { expect, test } from 'vitest'
import { NoLongerPossible } from '../../src/casework/desk'
import type { FactBodies, FactType, MissingEntry } from '../../src/domain/facts'
import { accepted, issued, open, TOWNSHIP } from '../helpers/flows'
import { guideOf, openWindow, STROKES, type Window } from '../helpers/window'

/** What is refused leaves nothing behind in its case but the attempt. */
async function expectBlocked<T extends FactType>(
  { cases, desk, disk }: Window,
  caseId: string,
  [type, body]: [T, FactBodies[T]],
  attempt: FactBodies['attempt'],
) {
  const before = cases.all.get(caseId)
  const facts = disk.facts().length
  await expect(desk.write(type, caseId, body)).rejects.toThrow(NoLongerPossible)
  expect(disk.facts().slice(facts)).toMatchObject([{ type: 'attempt', ...attempt }])
  const fact = disk.facts().at(-1)?._id
  expect(cases.all.get(caseId)).toEqual({ ...before, attempts: [{ fact, ...attempt }] })
}

function noticeOf(item: string, missing: object[], n = 1): ['notice', FactBodies['notice']] {
  const body = { n, guide: guideOf(item)._id, missing: missing as MissingEntry[], shown: [], change: '' }
  return ['notice', body]
}

const notBrought = (...keys: string[]) => keys.map((key) => ({ key, reason: 'not-brought' }))
const ALL = notBrought('M01:husband', 'M01:wife', 'M02:husband', 'M02:wife', 'M03:couple')

test.each([
  ['a photograph', 'M17:wife'],
  ['a marriage certificate twice', 'M12:couple'],
  ['a paper that nobody knows', 'Z99:couple'],
])('P1, R02: nothing outside the guide is demanded: %s', async (_, key) => {
  const window = await openWindow()
  const id = await open(window)
  const notice = noticeOf('birth-service', [...ALL, ...notBrought(key)])
  await expectBlocked(window, id, notice, { rule: 'R02', code: key })
})

test('P1, R31: no marriage certificate for an only child', async () => {
  const window = await openWindow()
  const id = await open(window, 'only-child')
  const notice = noticeOf('only-child', notBrought('M12:couple'))
  await expectBlocked(window, id, notice, { rule: 'R02', code: 'M12:couple' })
})

test.each(['birth-service', 'further-birth'])('P2, R03: no %s waits for a status proof', async (item) => {
  const window = await openWindow()
  const id = await open(window, item)
  const notice = noticeOf(item, notBrought('M16:husband'))
  await expectBlocked(window, id, notice, { rule: 'R03', code: 'M16:husband' })
})

test('P3, R05: to come from elsewhere is no reason', async () => {
  const window = await openWindow()
  const id = await open(window)
  const [first, ...others] = ALL
  const notice = noticeOf('birth-service', [{ ...first, reason: 'floating-population' }, ...others])
  await expectBlocked(window, id, notice, { rule: 'R05', code: 'notice/missing/0/reason' })
})

test('P3, R05: nor a reason to refuse', async () => {
  const window = await openWindow({ author: TOWNSHIP })
  const id = await accepted(window, 'further-birth')
  const refusal = { granted: false, appraisal: '', reason: 'hukou-elsewhere', grounds: '' }
  const decision = refusal as unknown as FactBodies['decision']
  await expectBlocked(window, id, ['decision', decision], { rule: 'R05', code: 'decision/reason' })
})

test('P4, R19: nothing shown is photographed, copied or kept', async () => {
  const window = await openWindow()
  const id = await open(window)
  const seen = { guide: guideOf('birth-service')._id, shown: ['M01:husband'], copyOnly: [] }
  const photographed = { ...seen, photo: 'data:image/jpeg;base64,…' }
  await expectBlocked(window, id, ['materials', photographed], { rule: 'R19', code: 'materials/photo' })
})

test('P4, R19: no certificate is handed over while papers are held back', async () => {
  const window = await openWindow()
  const { id, certNo } = await issued(window)
  const kept = { certNo, method: 'on-the-spot', papersReturned: false, strokes: STROKES }
  const handover = kept as unknown as FactBodies['handover']
  await expectBlocked(window, id, ['handover', handover], { rule: 'R19', code: 'handover/papersReturned' })
})

test('P5, R01: not told in instalments: the first notice names everything', async () => {
  const window = await openWindow()
  const id = await open(window)
  const notice = noticeOf('birth-service', notBrought('M02:husband'))
  await expectBlocked(window, id, notice, { rule: 'R01', code: 'M02:husband' })
})

test('P5, R01: a second notice asks for nothing new', async () => {
  const window = await openWindow()
  const id = await open(window)
  await window.work.notify(id)
  const { wife } = window.work.standing(id)
  await window.work.comeBack(id)
  const notice = noticeOf('birth-service', [...ALL, ...notBrought('M04:wife')], 2)
  expect(wife.remarriedAfter).toBe('none')
  await expectBlocked(window, id, notice, { rule: 'R01', code: 'M04:wife' })
})

test('P6, R06, R23: no more working days are promised than the guide gives', async () => {
  const window = await openWindow()
  const id = await open(window, 'only-child')
  const keys = window.work.asked(window.work.standing(id)).map(({ key }) => key)
  await window.work.show(id, keys, [])
  const late = { caseNo: 'DS500116001901210614A3001X', workingDays: 5, dueOn: '2021-06-21' }
  await expectBlocked(window, id, ['acceptance', late], { rule: 'R23', code: 'acceptance' })
})

test('P7, R33: the committee’s opinion is not the couple’s errand', async () => {
  const window = await openWindow()
  const id = await open(window, 'only-child')
  const notice = noticeOf('only-child', notBrought('M23:couple'))
  await expectBlocked(window, id, notice, { rule: 'R33', code: 'M23:couple' })
})

test('P8, R39: what was complained of cannot happen again: nothing is asked once a case is accepted', async () => {
  const window = await openWindow()
  for (const id of [await accepted(window), (await issued(window)).id]) {
    const notice = noticeOf('birth-service', notBrought('M02:husband'))
    await expectBlocked(window, id, notice, { rule: 'R39', code: 'M02:husband' })
  }
})

test('P8, R39: nobody is called to fetch what was not issued', async () => {
  const window = await openWindow()
  const id = await accepted(window)
  const certNo = 'FS50011600190121A300016'
  const handover = { certNo, method: 'pick-up', papersReturned: true, strokes: STROKES } as const
  await expect(window.desk.write('handover', id, handover)).rejects.toThrow(NoLongerPossible)
  expect(window.cases.all.get(id)).toMatchObject({ state: 'accepted', certificates: [], violations: [] })
})

test('a screen that is merely behind leaves no attempt', async () => {
  const window = await openWindow()
  const { id } = await issued(window)
  await expect(window.work.accept(id)).rejects.toThrow(NoLongerPossible)
  await expect(window.work.withdraw(id)).rejects.toThrow(NoLongerPossible)
  await expect(window.work.show(id, ['M01:husband'], [])).rejects.toThrow(NoLongerPossible)
  expect(window.cases.all.get(id)?.attempts).toEqual([])
})
