import { expect, test } from 'vitest'
import { CannotContinue } from '../../src/casework/continuing'
import { NoLongerPossible } from '../../src/casework/desk'
import type { Case } from '../../src/domain/case'
import { fold } from '../../src/domain/fold'
import type { StoredDocument } from '../../src/local/store'
import { toReplace, wayAfterVoid } from '../../src/window/afterIssue'
import { todosOf, todosOfCase } from '../../src/window/todos'
import { shippedGuides } from '../domain/vectors'
import { type District, openDistrict } from '../helpers/district'
import { accepted, open, order } from '../helpers/flows'
import { openWindow, steadyClock, type Window, zhaoCouple } from '../helpers/window'

const THERE = { device: '500116002901C5', site: '500116002901', clerk: 'degan-1' }
const NEXT = { device: '500116003901D2', site: '500116003901', clerk: 'shuangfu-1' }
const BOOKLETS = ['M02:husband', 'M02:wife']

async function twoOffices() {
  const district = await openDistrict()
  const here = await openWindow({ district })
  const there = await officeOf(district, THERE, '2021-06-14T05:00:00.000Z')
  return { district, here, there }
}

function officeOf(district: District, author: typeof THERE, at: string): Promise<Window> {
  return openWindow({ district, author, clock: steadyClock(at) })
}

/** The QR of the notice that a couple without their booklets take home. */
async function told(window: Window): Promise<{ id: string; slip: string }> {
  const id = await open(window)
  await window.work.show(id, ['M01:husband', 'M01:wife', 'M03:couple'], [])
  const notice = await window.work.notify(id)
  return { id, slip: await slipOf(window, id, notice) }
}

async function slipOf(window: Window, id: string, fact: { sig: string }): Promise<string> {
  const slip = await window.work.slip(window.work.standing(id), window.clock.now().ms, fact)
  return `HTTPS://YICI.EXAMPLE/H/${slip}`
}

async function finish({ work }: Window, id: string) {
  await work.show(id, BOOKLETS, [])
  await work.accept(id)
  return work.issue(id)
}

/** What any tablet makes of all that was written. */
function merged(...windows: Window[]): Case {
  const facts = windows.flatMap(({ disk }) => disk.facts())
  const found = fold(facts, shippedGuides)
  if (!found) throw new Error('no case')
  return found
}

function sync(from: Window, to: Window): void {
  for (const fact of from.disk.facts()) to.cases.tell(fact as unknown as StoredDocument)
}

test('E01b: told here, finished there, with no network at either; one case in the end', async () => {
  const { here, there } = await twoOffices()
  const { id, slip } = await told(here)
  const { missing, shown } = await there.work.readSlip(slip)
  expect([missing, shown]).toEqual([BOOKLETS, ['M01:husband', 'M01:wife', 'M03:couple']])
  expect(await there.work.carryOn(slip, zhaoCouple())).toBe(id)
  expect(there.work.standing(id)).toMatchObject({ state: 'draft', site: '500116001901', fence: 1 })
  const { certNo } = await finish(there, id)
  const whole = merged(here, there)
  expect(whole).toMatchObject({ state: 'issued', heldBy: THERE.site, violations: [] })
  expect(whole.visits.map(({ site }) => site)).toEqual(['500116001901', THERE.site])
  expect(whole.certificates.map((one) => [one.certNo, one.void])).toEqual([[certNo, '']])
})

test('an accepted case is issued there at once, and no more here', async () => {
  const { here, there } = await twoOffices()
  const id = await accepted(here)
  const [acceptance] = here.cases.own('acceptance')
  if (!acceptance) throw new Error('nothing was accepted')
  await there.work.carryOn(await slipOf(here, id, acceptance), zhaoCouple())
  expect(there.work.standing(id)).toMatchObject({ state: 'accepted', caseNo: acceptance.caseNo, missing: [] })
  sync(there, here)
  expect(here.work.isHeldElsewhere(here.work.standing(id))).toBe(true)
  await expect(here.work.issue(id)).rejects.toThrow(NoLongerPossible)
  await there.work.issue(id)
})

test('a receipt printed after issue says so, and nobody goes on by it to a second certificate', async () => {
  const { here, there } = await twoOffices()
  const id = await accepted(here)
  const [acceptance] = here.cases.own('acceptance')
  const { certNo } = await here.work.issue(id)
  const slip = await slipOf(here, id, acceptance ?? { sig: '' })
  expect((await there.work.readSlip(slip)).slip).toMatchObject({ certNo })
  await expect(there.work.carryOn(slip, zhaoCouple())).rejects.toMatchObject({ why: 'issued' })
  expect(there.disk.facts()).toEqual([])
  await here.work.spoil(id, certNo, 'jam')
  const after = await slipOf(here, id, acceptance ?? { sig: '' })
  expect((await there.work.readSlip(after)).slip.certNo).toBe('')
})

/** The first is finished elsewhere: the later of the two stands behind it until the township has said which stays. */
async function issuedByBoth() {
  const { here, there } = await twoOffices()
  const { id, slip } = await told(here)
  await there.work.carryOn(slip, zhaoCouple())
  const second = await finish(there, id)
  const first = await finish(here, id)
  sync(there, here)
  sync(here, there)
  const makeVoid = (certNo: string) =>
    order(
      here.cases,
      'void',
      id,
      { certNo, why: 'duplicate', grounds: '', at: '2021-06-20T00:00:00.000Z' },
      certNo,
    )
  return { here, there, id, first, second, makeVoid }
}

const kindsOf = ({ cases }: Window) => todosOf(cases).map(({ kind }) => kind)

test('issued by both, the earlier stays in force, and both clerks are told', async () => {
  const { here, there, id, first, second, makeVoid } = await issuedByBoth()
  for (const { work } of [here, there]) {
    const found = work.standing(id)
    expect(Object.fromEntries(found.certificates.map((one) => [one.certNo, one.void]))).toEqual({
      [first.certNo]: '',
      [second.certNo]: 'overtaken',
    })
    expect(found.violations).toContainEqual({ fact: second._id, rule: 'R37', state: 'issued' })
    expect(todosOfCase(found, []).map(({ kind }) => kind)).toContain('duplicate')
  }
  makeVoid(first.certNo)
  expect(todosOfCase(here.work.standing(id), []).map(({ kind }) => kind)).not.toContain('duplicate')
})

test('the couple are told of the later one once the township has made it void, not before', async () => {
  const { here, second, makeVoid } = await issuedByBoth()
  expect(kindsOf(here)).not.toContain('void-notice')
  makeVoid(second.certNo)
  expect(kindsOf(here)).toContain('void-notice')
  expect(kindsOf(here)).not.toContain('reissue')
})

test('where the township keeps the later one, it is issued anew: nobody is left with a sheet that reads void', async () => {
  const { here, id, first, second, makeVoid } = await issuedByBoth()
  makeVoid(first.certNo)
  expect(kindsOf(here)).toContain('reissue')
  expect(wayAfterVoid(here.work.standing(id))).toBe('')
  const replaced = toReplace(here.work.standing(id))
  expect(replaced).toBe(second.certNo)
  await here.work.reissue(id, second.certNo)
  const found = here.work.standing(id)
  expect(found.certificates.map((one) => one.void)).toEqual(
    expect.arrayContaining(['duplicate', 'overtaken', '']),
  )
  expect(kindsOf(here)).not.toContain('reissue')
})

test('a tablet whose clock is slow writes after the slip that it reads', async () => {
  const { district, here } = await twoOffices()
  const slow = await officeOf(district, NEXT, '2021-06-10T01:00:00.000Z')
  const { slip } = await told(here)
  await slow.work.carryOn(slip, zhaoCouple())
  const { slip: read } = await here.work.readSlip(slip)
  const [fact] = slow.disk.facts()
  expect((fact?.at ?? '') > read.issuedAt).toBe(true)
})

test('a slip is used once by a tablet that knows, and is named where another did not', async () => {
  const { district, here, there } = await twoOffices()
  const third = await officeOf(district, NEXT, '2021-06-14T06:00:00.000Z')
  const { slip } = await told(here)
  await there.work.carryOn(slip, zhaoCouple())
  await expect(there.work.readSlip(slip)).rejects.toMatchObject({
    why: 'used-here',
    caseId: expect.stringContaining('-'),
  })
  await third.work.carryOn(slip, zhaoCouple())
  const [replayed] = third.disk.facts()
  expect(merged(here, there, third).violations).toEqual([
    { fact: replayed?._id, rule: 'replayed-slip', state: 'draft' },
  ])
})

test('another couple, another district and a cut QR go no further', async () => {
  const { here, there } = await twoOffices()
  const { slip } = await told(here)
  const { husband, ...couple } = zhaoCouple()
  const other = { ...couple, husband: { ...husband, idNo: '99999919850101203X' } }
  const stranger = await officeOf(await openDistrict(), NEXT, '2021-06-14T05:00:00.000Z')
  const why = async (attempt: Promise<unknown>) => {
    const error = await attempt.then(
      () => undefined,
      (reason: unknown) => reason,
    )
    return error instanceof CannotContinue ? error.why : error
  }
  expect(await why(there.work.carryOn(slip, other))).toBe('other-couple')
  expect(await why(stranger.work.carryOn(slip, zhaoCouple()))).toBe('unknown-key')
  expect(await why(there.work.carryOn(slip.slice(0, -5), zhaoCouple()))).toBe('not-a-slip')
  expect([...there.disk.facts(), ...stranger.disk.facts()]).toEqual([])
})
