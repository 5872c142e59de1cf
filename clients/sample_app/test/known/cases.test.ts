import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Fact } from '../../src/domain/facts'
import type { Unread } from '../../src/local/following'
import type { StoredDocument } from '../../src/local/store'
import { accepted, order } from '../helpers/flows'
import { block, DEVICE, guideOf, openWindow, STROKES, zhaoCouple } from '../helpers/window'

const ELSEWHERE = '500116002902B1'
/** A case of another site, as its own documents. */
async function elsewhere(): Promise<{ id: string; facts: Fact[] }> {
  const there = await openWindow({ author: { device: ELSEWHERE } })
  const id = await there.work.open(guideOf('birth-service'), zhaoCouple())
  await there.work.show(id, ['M01:husband'], [])
  return { id, facts: there.disk.facts() }
}

function copyOf(fact: Fact): StoredDocument {
  return { _id: `copy:${fact._id}`, _rev: '1-a', type: 'copy', fact } as unknown as StoredDocument
}

describe('the hub’s orders', () => {
  test('are folded with the facts of their case', async () => {
    const { work, cases } = await openWindow()
    const id = await work.open(guideOf('further-birth'), { ...zhaoCouple(), reason: 'policy' })
    const look = { spouse: 'wife', result: 'consistent', marital: '初婚', children: 0 }
    order(cases, 'lookup', id, look)
    expect(cases.all.get(id)?.lookups).toMatchObject([{ spouse: 'wife', result: 'consistent' }])
  })

  test('open a case of 渝快办 that the window goes on with', async () => {
    const { work, cases } = await openWindow()
    const id = '500116000000YK-17'
    const guide = guideOf('birth-service')._id
    const application = { item: 'birth-service', guide, channel: 'online', reference: 17, ...zhaoCouple() }
    const delivery = { delivery: 'pick-up', address: '', uploads: [] }
    order(cases, 'application', id, { ...application, ...delivery })
    expect(cases.all.get(id)).toMatchObject({ state: 'draft', channel: 'online', delivery: 'pick-up' })
    await work.show(id, ['M01:husband', 'M01:wife', 'M02:husband', 'M02:wife', 'M03:couple'], [])
    await work.accept(id)
    await work.issue(id)
    await work.handOver(id, STROKES)
    expect(cases.all.get(id)).toMatchObject({ state: 'closed', violations: [] })
    expect(cases.own('handover')).toMatchObject([{ method: 'pick-up' }])
  })

  test('a fact comes after them, though this tablet’s clock is behind the hub’s', async () => {
    const { work, cases, disk } = await openWindow()
    const id = await work.open(guideOf('birth-service'), zhaoCouple())
    order(cases, 'warning', id, { kind: 'due-soon', of: '', dueOn: '' })
    await work.show(id, ['M01:husband'], [])
    expect(disk.facts().at(-1)?.at).toBe('2021-06-14T02:30:00.001Z')
  })
})

describe('copies of another site’s facts', () => {
  test('make a case that was begun there one to go on with here', async () => {
    const { id, facts } = await elsewhere()
    const { work, cases } = await openWindow()
    for (const fact of facts) cases.tell(copyOf(fact))
    await work.comeBack(id)
    await work.show(id, ['M01:wife'], [])
    expect(cases.all.get(id)).toMatchObject({ shown: ['M01:husband', 'M01:wife'], violations: [] })
    expect(cases.all.get(id)?.visits.map(({ device }) => device)).toEqual([ELSEWHERE, DEVICE])
  })

  test('heard twice, or beside the fact itself, count once', async () => {
    const { id, facts } = await elsewhere()
    const { cases } = await openWindow()
    for (const fact of [...facts, ...facts]) cases.tell(copyOf(fact))
    for (const fact of facts) cases.tell({ ...fact, _rev: '1-a' })
    expect(cases.all.get(id)?.visits).toHaveLength(1)
  })

  test('use up no number of this device', async () => {
    const { cases } = await openWindow()
    const sheet = { case: `${DEVICE}-1`, device: ELSEWHERE, sig: 'x', at: '2021-06-14T01:00:00.000Z' }
    const certificate = { ...sheet, certNo: 'FS50011600190121A300016', block: 'block', type: 'certificate' }
    cases.tell({ ...certificate, _id: `certificate:${ELSEWHERE}:9`, _rev: '1-a', seq: 9 })
    expect(cases.numbers.left('birth-service')).toBe(200)
  })
})

describe('numbers', () => {
  test('each item has its own: one’s certificates use up none of another’s', async () => {
    const window = await openWindow({ numbers: 3 })
    const { cases, work } = window
    await work.issue(await accepted(window))
    expect(['birth-service', 'only-child', 'status-proof'].map((item) => cases.numbers.left(item))).toEqual([
      2, 3, 3,
    ])
    const id = await accepted(window, 'further-birth')
    order(cases, 'lookup', id, { spouse: 'wife', result: 'consistent', marital: '初婚', children: 0 })
    const proof = await work.proveStatus(id, { spouse: 'wife', marital: '初婚', children: 0 })
    expect(proof.certNo).toMatch(/^HY50011600190121A30001/)
    expect(['birth-service', 'status-proof'].map((item) => cases.numbers.left(item))).toEqual([2, 2])
  })

  test('of spoiled sheets are used up too', async () => {
    const window = await openWindow({ numbers: 3 })
    const { work, cases } = window
    const id = await accepted(window)
    await work.spoilBlank(id, 'birth-service', 'jam')
    const { certNo } = await work.issue(id)
    expect(certNo.slice(-5, -1)).toBe('0002')
    await work.spoil(id, certNo, 'misprint')
    expect((await work.reissue(id, certNo)).certNo.slice(-5, -1)).toBe('0003')
    expect(cases.numbers.left('birth-service')).toBe(0)
    expect(cases.numbers.scarcest()).toBe('birth-service')
    expect(cases.all.get(id)?.violations).toEqual([])
  })

  test('another device’s block gives none', async () => {
    const { cases } = await openWindow()
    cases.tell(block(201, 400, { n: 2, device: ELSEWHERE }) as unknown as StoredDocument)
    expect(cases.numbers.left('birth-service')).toBe(200)
  })
})

describe('what is not understood of a case', () => {
  beforeEach(() => {
    vi.spyOn(console, 'error').mockReturnValue()
  })

  const later = (id: string) => ({
    _id: `declaration:${ELSEWHERE}:99`,
    type: 'declaration',
    case: id,
    sig: 'x',
  })

  test('is named at the start, and the case stands as the rest of it says', async () => {
    const { disk, work } = await openWindow()
    const id = await work.open(guideOf('birth-service'), zhaoCouple())
    await work.show(id, ['M01:husband'], [])
    await disk.put({ ...later(id), device: ELSEWHERE, seq: 99, at: '2021-06-14T02:00:00.001Z' } as {
      _id: string
    })
    const unread: Unread = new Map()
    const { cases } = await openWindow({ disk, unread })
    expect([...unread.keys()]).toEqual([`declaration:${ELSEWHERE}:99`])
    expect(cases.all.get(id)).toMatchObject({ state: 'draft', shown: ['M01:husband'] })
  })

  test('and what comes later is thrown, and the case goes on', async () => {
    const { cases, work } = await openWindow()
    const id = await work.open(guideOf('birth-service'), zhaoCouple())
    const record = { ...later(id), _rev: '1-a', device: ELSEWHERE, seq: 99, at: '2021-06-14T02:00:00.001Z' }
    expect(() => cases.tell(record as StoredDocument)).toThrow()
    await work.show(id, ['M01:husband'], [])
    expect(cases.all.get(id)?.shown).toEqual(['M01:husband'])
  })
})
