import { expect, test, vi } from 'vitest'
import { chainHash } from '../../src/domain/envelope'
import type { Fact } from '../../src/domain/facts'
import { Clock } from '../../src/local/clock'
import type { StoredDocument } from '../../src/local/store'
import { factSignatureIsGood } from '../helpers/signature'
import {
  DEVICE,
  Disk,
  GUIDE,
  openWindow as openRealWindow,
  steadyClock,
  type WindowOptions,
  zhaoCouple,
} from '../helpers/window'

const visit = { purpose: 'apply' } as const

/** These tests are about the chain of facts, not about what a case allows. */
function openWindow(options: WindowOptions = {}) {
  return openRealWindow({ ...options, ruleAgainst: () => '' })
}

async function expectChain(facts: Fact[], point: Uint8Array<ArrayBuffer>): Promise<void> {
  let before: Fact | undefined
  for (const [index, fact] of facts.entries()) {
    expect(fact.seq).toBe(index + 1)
    expect(fact._id).toBe(`${fact.type}:${DEVICE}:${fact.seq}`)
    expect(fact.prev).toBe(before ? await chainHash(before) : '')
    expect(await factSignatureIsGood(fact, point)).toBe(true)
    if (before) expect(fact.at > before.at).toBe(true)
    before = fact
  }
}

test('two taps at once take two numbers, one after the other', async () => {
  const { facts, disk, point } = await openWindow()
  await Promise.all(Array.from({ length: 20 }, () => facts.write('visit', `${DEVICE}-1`, visit)))
  expect(disk.facts()).toHaveLength(20)
  await expectChain(disk.facts(), point)
})

test('an application opens the case that bears its number', async () => {
  const { facts } = await openWindow()
  await facts.write('visit', `${DEVICE}-9`, visit)
  const application = await facts.write('application', null, {
    item: 'birth-service',
    guide: 'guide:birth-service:2021-7',
    channel: 'window',
    ...zhaoCouple(),
  })
  expect(application.case).toBe(`${DEVICE}-2`)
})

test.each(['before', 'after'] as const)(
  'a crash %s the write leaves no gap and no double',
  async (failure) => {
    const { facts, disk, point } = await openWindow()
    await facts.write('visit', `${DEVICE}-1`, visit)
    disk.failure = failure
    await expect(facts.write('visit', `${DEVICE}-1`, visit)).rejects.toThrow()
    await facts.write('visit', `${DEVICE}-1`, visit)
    expect(disk.facts()).toHaveLength(failure === 'before' ? 2 : 3)
    await expectChain(disk.facts(), point)
  },
)

test('of a fact that is on the disk though its write failed all are told before the next is made', async () => {
  const written = vi.fn()
  const { facts, disk, cases } = await openWindow({ written })
  disk.failure = 'after'
  await expect(facts.write('visit', `${DEVICE}-1`, visit)).rejects.toThrow()
  expect(written).not.toHaveBeenCalled()
  await facts.write('visit', `${DEVICE}-1`, visit)
  expect(written.mock.calls.map(([{ seq }]) => seq)).toEqual([1, 2])
  expect(cases.recordsOf(`${DEVICE}-1`)).toHaveLength(2)
})

test('after a restart it goes on from what is stored, past nine and ten', async () => {
  const disk = new Disk()
  const before = await openWindow({ disk })
  for (let index = 0; index < 11; index += 1) await before.facts.write('visit', `${DEVICE}-1`, visit)
  const after = await openWindow({ disk })
  const fact = await after.facts.write('visit', `${DEVICE}-1`, visit)
  expect(fact.seq).toBe(12)
  expect(fact.prev).toBe(await chainHash(disk.facts()[10] as Fact))
})

test('facts of other tablets do not count', async () => {
  const disk = new Disk()
  const other = {
    _id: 'visit:500116001901B7:40',
    device: '500116001901B7',
    seq: 40,
    sig: 'x',
    at: '2030-01-01T00:00:00.000Z',
  }
  await disk.put(other)
  const { facts } = await openWindow({ disk })
  expect(await facts.write('visit', `${DEVICE}-1`, visit)).toMatchObject({ seq: 1, prev: '' })
})

test('a body that cannot be made takes no number', async () => {
  const { facts } = await openWindow()
  const failing = facts.write('visit', `${DEVICE}-1`, () => {
    throw new Error('the case has moved on')
  })
  await expect(failing).rejects.toThrow('moved on')
  expect(await facts.write('visit', `${DEVICE}-1`, visit)).toMatchObject({ seq: 1 })
})

test('a fact comes after all known of its case, also those of a tablet whose clock is ahead', async () => {
  const { facts, cases } = await openWindow()
  const elsewhere = { type: 'visit', case: `${DEVICE}-1`, device: '500116001901B7', sig: 'x' }
  for (const [seq, at] of ['2021-06-14T02:05:00.000Z', '2021-06-14T02:01:00.000Z', 'never'].entries()) {
    cases.tell({ ...elsewhere, _id: `visit:500116001901B7:${seq}`, _rev: '1-a', seq, at } as StoredDocument)
  }
  expect((await facts.write('visit', `${DEVICE}-1`, visit)).at).toBe('2021-06-14T02:05:00.001Z')
  expect((await facts.write('visit', `${DEVICE}-2`, visit)).at).toBe('2021-06-14T02:05:00.002Z')
})

test('only a write that failed makes it look at the disk again', async () => {
  const { facts, disk } = await openWindow()
  await facts.write('visit', `${DEVICE}-1`, visit)
  const looked = vi.spyOn(disk, 'all')
  const unready = facts.write('visit', `${DEVICE}-1`, () => Promise.reject(new Error('not ready')))
  await expect(unready).rejects.toThrow()
  await facts.write('visit', `${DEVICE}-1`, visit)
  expect(looked).not.toHaveBeenCalled()
})

test('what the hub would refuse is not written, and takes no number', async () => {
  const { facts, disk, cases } = await openWindow()
  const couple = zhaoCouple()
  const { husband } = couple
  const longer = { ...husband, hukou: { area: '510000', address: '路'.repeat(121) } }
  const given = { item: 'birth-service', guide: GUIDE._id, channel: 'window', ...couple } as const
  const refused = facts.write('application', null, { ...given, husband: longer })
  await expect(refused).rejects.toThrow(/^application: husband\/hukou\/address$/)
  expect([disk.facts(), cases.all.size]).toEqual([[], 0])
  expect(await facts.write('application', null, given)).toMatchObject({ seq: 1 })
})

test('a clock set back does not set the facts back, and they say which clock they had', async () => {
  const disk = new Disk()
  const hub = new Clock(
    0,
    () => 0,
    () => 0,
  )
  hub.hear('2021-06-14T02:00:00.000Z')
  const first = await (await openWindow({ disk, clock: hub })).facts.write('visit', `${DEVICE}-1`, visit)
  const back = steadyClock('2020-01-01T00:00:00.000Z')
  const second = await (await openWindow({ disk, clock: back })).facts.write('visit', `${DEVICE}-1`, visit)
  expect([first.clock, first.at]).toEqual(['hub', '2021-06-14T02:00:00.000Z'])
  expect([second.clock, second.at]).toEqual(['device', '2021-06-14T02:00:00.001Z'])
})
