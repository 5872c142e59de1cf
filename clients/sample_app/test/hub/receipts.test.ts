import { beforeEach, describe, expect, test, vi } from 'vitest'
import { type DistrictKey, learnKey } from '../../src/domain/districtKeys'
import { Receipts } from '../../src/hub/receipts'
import { Refusals } from '../../src/hub/refusals'
import type { Ledger, StoredFact } from '../../src/local/ledger'
import type { Notes } from '../../src/local/notes'
import type { StoredDocument } from '../../src/local/store'
import { createNotes } from '../helpers/notes'
import { chainOf, made, openLedger, Registry } from '../helpers/receipts'
import { until } from '../helpers/until'
import { DEVICE } from '../helpers/window'

let notes: Notes
let refusals: Refusals
let registry: Registry
let keys: Map<string, DistrictKey>
let ledger: Ledger
let instance: { id: string }
let facts: StoredDocument[]
const lacks = vi.fn()
const failed = vi.fn()

beforeEach(async () => {
  lacks.mockClear()
  failed.mockClear()
  notes = createNotes()
  refusals = new Refusals(notes)
  registry = await Registry.open()
  keys = new Map(registry.keys)
  instance = { id: 'one' }
  facts = await chainOf(5)
})

/** The tablet made what its disk holds. */
async function open(stored: StoredDocument[] = facts): Promise<Receipts> {
  const own = stored.filter(({ device, seq }) => device === DEVICE && seq)
  const before = await openLedger(notes)
  await made(before, own.slice(before.head.seq))
  return start(stored)
}

/** The tablet is started with what its disk holds. */
async function start(stored: StoredDocument[]): Promise<Receipts> {
  ledger = await openLedger(notes, stored)
  const receipts = new Receipts({
    device: DEVICE,
    keys,
    instance,
    spokenWith: instance,
    refusals,
    ledger,
    lacks,
    failed,
  })
  for (const document of stored) receipts.tell(document)
  await receipts.load()
  return receipts
}

async function told(receipts: Receipts, ...documents: StoredDocument[]): Promise<Receipts> {
  for (const document of documents) receipts.tell(document)
  await receipts.read()
  return receipts
}

test('a fact waits until a receipt covers it', async () => {
  const receipts = await open()
  expect(receipts.waiting.value).toBe(5)
  await told(receipts, await registry.receipt(facts.slice(0, 3)))
  expect([receipts.upTo.value, receipts.waiting.value]).toEqual([3, 2])
  const next = (await chainOf(6, 'apply', facts)).slice(-1)
  await made(ledger, next)
  for (const fact of next) receipts.wrote(fact)
  expect(receipts.waiting.value).toBe(3)
  expect(receipts.uncovered()).toEqual([4, 5, 6].map((seq) => `visit:${DEVICE}:${seq}`))
})

test('what the district had signed for by a moment is known, of its present store alone', async () => {
  const receipts = await open([
    await registry.receipt(facts.slice(0, 4), { instance: 'other', at: '2021-06-01T00:00:00.000Z' }),
    await registry.receipt(facts.slice(0, 2), { at: '2021-06-08T00:00:00.000Z' }),
    await registry.receipt(facts.slice(0, 5), { at: '2021-06-20T00:00:00.000Z' }),
    ...facts,
  ])
  const by = (day: string) => receipts.coveredBy(Date.parse(day))
  expect(await Promise.all(['2021-06-07', '2021-06-08', '2021-06-19', '2021-06-20'].map(by))).toEqual([
    0, 2, 2, 5,
  ])
})

test('a fact that left the tablet does not wait, though the hub was restored since', async () => {
  const receipts = await open([await registry.receipt(facts), ...facts])
  receipts.forget(facts.slice(0, 2).map(({ _id }) => _id))
  instance.id = 'two'
  await receipts.read()
  expect(receipts.uncovered()).toEqual(facts.slice(2).map(({ _id }) => _id))
})

test('facts that its disk has no more are lost, but for what was ever safe, until they come back', async () => {
  const first = await open([await registry.receipt(facts.slice(0, 2)), ...facts])
  expect(first.lost.value).toEqual([])
  const [one, two, three, four, five] = facts
  if (!one || !two || !three || !four || !five) throw new Error('there are five')
  const receipts = await start([four])
  expect(receipts.lost.value).toEqual([3, 5])
  await told(receipts, one, three)
  await until(() => expect(receipts.lost.value).toEqual([5]))
  expect(ledger.isCopied.value).toBe(false)
  await told(receipts, await registry.receipt(facts))
  expect(receipts.lost.value).toEqual([])
})

test('what a receipt covered is known at the next start, before anything is shown', async () => {
  const receipts = await open([await registry.receipt(facts.slice(0, 4)), ...facts])
  expect(receipts.waiting.value).toBe(1)
})

test('of several receipts the newest counts, in whatever order they come', async () => {
  const [first, second] = [await registry.receipt(facts.slice(0, 2)), await registry.receipt(facts)]
  expect((await told(await open(), second, first)).waiting.value).toBe(0)
})

test("another tablet's facts and receipts are not counted", async () => {
  const device = '500116001901B7'
  const theirs = facts.map((fact) => ({ ...fact, device, _id: `visit:${device}:${fact.seq}` }))
  const receipts = await told(await open([...facts, ...theirs]), await registry.receipt(facts, { device }))
  expect([receipts.upTo.value, receipts.waiting.value]).toEqual([0, 5])
})

test('a receipt that the district did not sign, or signed otherwise, is none', async () => {
  const forger = await Registry.open()
  const good = await registry.receipt(facts.slice(0, 3))
  const altered = { ...good, _id: `${good._id}0`, upTo: 5 }
  const late = await registry.receipt(facts, { at: '2032-01-01T00:00:00.000Z' })
  const receipts = await told(await open(), good, altered, late, await forger.receipt(facts))
  expect(receipts.upTo.value).toBe(3)
})

test.each([
  { sig: 'not base64url at all' },
  { sig: undefined },
  { at: 'never' },
  { at: undefined },
  { upTo: 'all' },
  { upTo: 4.5 },
])('a malformed receipt (%o) is none, and hinders nothing', async (members) => {
  const malformed = { ...(await registry.receipt(facts)), ...members } as StoredDocument
  const receipts = await open([malformed, ...facts])
  expect(receipts.waiting.value).toBe(5)
  await told(receipts, malformed, await registry.receipt(facts.slice(0, 3)))
  expect(receipts.waiting.value).toBe(2)
  expect(failed).not.toHaveBeenCalled()
})

test('a disk that could not be written to is told, and the next receipt is read all the same', async () => {
  const refused = [{ id: `visit:${DEVICE}:2`, rule: 'R02', reason: '' }]
  const receipts = await open()
  vi.spyOn(notes, 'set').mockRejectedValueOnce(new Error('the disk is full'))
  await told(receipts, await registry.receipt(facts.slice(0, 2), { refused }))
  expect(failed).toHaveBeenCalledExactlyOnceWith(new Error('the disk is full'))
  await told(receipts, await registry.receipt(facts.slice(0, 3), { refused }))
  expect(receipts.waiting.value).toBe(2)
})

test('a receipt signed with a new key counts as soon as that key is here', async () => {
  const later = await Registry.open()
  const receipts = await told(await open(), await later.receipt(facts))
  expect(receipts.waiting.value).toBe(5)
  learnKey(keys, later.key)
  await receipts.read()
  expect(receipts.waiting.value).toBe(0)
})

test('receipts of a store that was replaced by its backup count no more; those of the new one do', async () => {
  const receipts = await told(await open(), await registry.receipt(facts))
  instance.id = 'two'
  await receipts.read()
  expect(receipts.uncovered()).toHaveLength(5)
  await told(receipts, await registry.receipt(facts.slice(0, 2), { instance: 'two' }))
  expect(receipts.waiting.value).toBe(3)
})

test('sent, receipted and neither are told apart', async () => {
  const receipts = await open()
  expect([receipts.waiting.value, receipts.sent.value]).toEqual([5, 0])
  receipts.took(facts.slice(0, 2).map(({ _id }) => _id))
  receipts.took(facts.slice(1, 3).map(({ _id }) => _id))
  expect([receipts.waiting.value, receipts.sent.value, receipts.upTo.value]).toEqual([5, 3, 0])
  await told(receipts, await registry.receipt(facts.slice(0, 2)))
  expect([receipts.waiting.value, receipts.sent.value, receipts.upTo.value]).toEqual([3, 1, 2])
  instance.id = 'two'
  await receipts.read()
  expect([receipts.waiting.value, receipts.sent.value]).toEqual([5, 0])
})

test('what was refused is told by the receipt, though nobody heard the refusal', async () => {
  const refused = [{ id: `visit:${DEVICE}:2`, rule: 'R02', reason: '不在办事指南内' }]
  const receipts = await told(await open(), await registry.receipt(facts, { refused }))
  expect(refusals.list.value).toEqual([{ id: `visit:${DEVICE}:2`, reason: 'R02 不在办事指南内' }])
  expect(receipts.waiting.value).toBe(0)
  await told(receipts, await registry.receipt(facts))
  expect(refusals.list.value).toEqual([]) // the hub took it after all
})

test('a refusal that is newer than the receipt stays', async () => {
  await refusals.add({ id: `visit:${DEVICE}:5`, reason: '' })
  const receipts = await told(await open(), await registry.receipt(facts.slice(0, 4)))
  expect([refusals.list.value.length, receipts.waiting.value]).toEqual([1, 0])
})

describe('what this tablet offered of another one, and the hub refused', () => {
  const device = '500116001901B7'
  const ids = [2, 3].map((seq) => `visit:${device}:${seq}`)

  beforeEach(async () => {
    for (const id of ids) await refusals.add({ id, reason: 'unknown-device 平板未登记' })
  })

  test('is offered once more when that tablet’s receipt covers its place, and at each that follows', async () => {
    const receipts = await told(await open(), await registry.receipt(facts.slice(0, 1), { device }))
    expect(lacks).not.toHaveBeenCalled()
    const covering = await registry.receipt(facts.slice(0, 2), { device })
    await told(receipts, covering, covering)
    expect(lacks).toHaveBeenCalledOnce()
    await told(receipts, await registry.receipt(facts.slice(0, 3), { device }))
    expect(lacks).toHaveBeenCalledTimes(2)
    expect(receipts.upTo.value).toBe(0)
  })

  test('stays refused until the hub itself says that it has it: another may have had the name', async () => {
    await told(await open(), await registry.receipt(facts, { device }))
    expect(refusals.list.value.map(({ id }) => id)).toEqual(ids)
  })

  test('is not offered for the receipt of a store that was replaced, of nobody, of a third tablet, or of this one', async () => {
    const forger = await Registry.open()
    await told(
      await open(),
      await registry.receipt(facts, { device, instance: 'before' }),
      await forger.receipt(facts, { device }),
      await registry.receipt(facts, { device: '500116001901C8' }),
      await registry.receipt(facts),
    )
    expect(lacks).not.toHaveBeenCalled()
  })

  test('is looked for at the start, in what came before', async () => {
    await start([...facts, await registry.receipt(facts, { device })])
    expect(lacks).toHaveBeenCalledOnce()
  })
})

test('a hole is shown, and what is missing is offered again', async () => {
  const receipt = await registry.receipt(facts.slice(0, 2), { latest: 5, gaps: '3-4' })
  const receipts = await told(await open(), receipt)
  expect([receipts.gaps.value, receipts.waiting.value]).toEqual(['3-4', 3])
  expect(lacks).toHaveBeenCalledOnce()
})

test('a copied tablet finds that the facts at the hub are not its own, and remembers it', async () => {
  const theirs = await chainOf(5, 'collect', facts.slice(0, 4))
  const receipts = await told(await open(), await registry.receipt(theirs))
  expect(receipts.isCopied.value).toBe(true)
  expect((await open()).isCopied.value).toBe(true)
})

test('so does one that did not write the last of them', async () => {
  const receipts = await told(await open(), await registry.receipt(await chainOf(7, 'collect', facts)))
  expect(receipts.isCopied.value).toBe(true)
})

describe('a fact on the disk whose write was reported as failed', () => {
  let last: StoredDocument

  async function cutShort(): Promise<Receipts> {
    const receipts = await open(facts.slice(0, 4))
    last = facts[4] as StoredDocument
    await ledger.announce(last as StoredFact)
    return receipts
  }

  test('is the tablet’s own, and waits for its receipt', async () => {
    const receipts = await told(await cutShort(), last)
    expect([receipts.waiting.value, receipts.uncovered().at(-1)]).toEqual([5, last._id])
    await told(receipts, await registry.receipt(facts))
    expect([receipts.isCopied.value, receipts.waiting.value]).toEqual([false, 0])
  })

  test('is its own also where the receipt is here before the tablet knows that it is written', async () => {
    const receipts = await told(await cutShort(), await registry.receipt(facts))
    expect(receipts.isCopied.value).toBe(false)
    receipts.wrote(last)
    expect([receipts.uncovered(), receipts.waiting.value]).toEqual([[], 0])
  })

  test('is its own at the next start', async () => {
    await cutShort()
    const receipts = await told(await start(facts), await registry.receipt(facts))
    expect([receipts.isCopied.value, receipts.waiting.value]).toEqual([false, 0])
  })
})

describe('a fact under this tablet’s name that it did not make', () => {
  const theirsFrom = (place: number, length: number) => chainOf(length, 'collect', facts.slice(0, place - 1))

  test.each([
    ['goes on from its chain', 6],
    ['stands where one of its own stands', 5],
  ])('and that %s is the alarm, before any receipt, and is remembered', async (_what, place) => {
    const theirs = (await theirsFrom(place, place)).slice(-1)
    expect((await told(await open(), ...theirs)).isCopied.value).toBe(true)
    expect((await start(facts)).isCopied.value).toBe(true)
  })

  test('is the alarm also where it stands in place of one whose write failed', async () => {
    const receipts = await open(facts.slice(0, 4))
    await ledger.announce(facts[4] as StoredFact)
    await told(receipts, ...(await theirsFrom(5, 5)).slice(-1))
    expect(receipts.isCopied.value).toBe(true)
  })

  test.each([
    ['goes on from its chain', 6],
    ['stands where one of its own stands', 5],
  ])('and that %s is the alarm at the next start, where the app was closed before', async (_what, place) => {
    await open()
    const theirs = (await theirsFrom(place, place)).slice(-1)
    expect((await start([...facts, ...theirs])).isCopied.value).toBe(true)
  })

  test('is none where it has not even the tablet’s signature', async () => {
    const forged = (await theirsFrom(6, 6)).slice(-1).map((fact) => ({ ...fact, purpose: 'apply' }))
    const malformed = [5, 6].map((seq) => ({ ...facts[4], seq, purpose: null }) as unknown as StoredDocument)
    expect((await told(await open(), ...forged, ...malformed)).isCopied.value).toBe(false)
    expect((await start([...facts, ...forged, ...malformed])).isCopied.value).toBe(false)
    expect(ledger.head.seq).toBe(5)
    expect(failed).not.toHaveBeenCalled()
  })

  test('is its own where only the signature is another', async () => {
    const [last] = (await chainOf(5, 'apply', facts.slice(0, 4))).slice(-1)
    expect(last?.sig).not.toBe(facts[4]?.sig)
    expect((await told(await open(), last as StoredDocument)).isCopied.value).toBe(false)
  })

  test('or that was purged here and comes back, is none', async () => {
    await open()
    const receipts = await told(await start(facts.slice(4)), ...facts.slice(0, 4))
    expect(receipts.isCopied.value).toBe(false)
  })
})

test('of a copy nothing that was refused is struck off', async () => {
  await refusals.add({ id: `visit:${DEVICE}:5`, reason: 'write-once' })
  const theirs = await chainOf(5, 'collect', facts.slice(0, 4))
  await told(await open(), await registry.receipt(theirs))
  expect(refusals.list.value).toHaveLength(1)
})

test('a hub whose clock was set back still gives newer receipts', async () => {
  const [first, second] = [facts.slice(0, 2), facts.slice(0, 4)]
  const receipts = await told(await open(), await registry.receipt(first))
  await told(receipts, await registry.receipt(second, { at: '2021-06-07T00:00:00.000Z' }))
  expect(receipts.upTo.value).toBe(4)
})
