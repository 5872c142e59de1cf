import { beforeEach, describe, expect, test } from 'vitest'
import { signsOfEviction } from '../../src/local/eviction'
import { PlaceTaken } from '../../src/local/ledger'
import { LocalDatabase } from '../../src/local/store'
import { deleteRecords } from '../../src/local/wipe'
import { explain } from '../../src/window/failure'
import { issued, nextCouple, open } from '../helpers/flows'
import { stubLocalStorage } from '../helpers/localStorage'
import { createNotes } from '../helpers/notes'
import { unexpected } from '../helpers/unexpected'
import { DEVICE, Disk, openWindow, SITE } from '../helpers/window'

let disk: Disk

beforeEach(() => {
  stubLocalStorage()
  disk = new Disk()
})

/** Those whose places are given are on the disk no more. */
function thrownAway(...places: number[]): void {
  for (const { _id, seq } of disk.facts()) if (places.includes(seq)) disk.documents.delete(_id)
}

function lostOf({ ledger }: Awaited<ReturnType<typeof openWindow>>): number[] {
  const held = new Set(disk.facts().map(({ seq }) => seq))
  return ledger.lost((seq) => held.has(seq))
}

describe('a tablet of which nothing is left', () => {
  test('is known by its mark: whose it was, and how many of its facts were not safe', async () => {
    const { ledger } = await openWindow({ disk })
    expect(await signsOfEviction()).toEqual({ device: DEVICE, seq: 0, safe: 0, unsafe: 0 })
    await issued(await openWindow({ disk }))
    await ledger.noteSafe(2)
    const seq = disk.facts().length
    expect(await signsOfEviction()).toMatchObject({ device: DEVICE, safe: 2 })
    expect((await signsOfEviction())?.unsafe).toBeLessThanOrEqual(seq - 2)
  })

  test('is known by sealed records that no key opens, until they are deleted', async () => {
    expect(await signsOfEviction()).toBeUndefined()
    const site = new LocalDatabase(`sealed-site-${SITE}`)
    await site.put({ _id: 'visit:x:1' })
    await site.close()
    expect(await signsOfEviction()).toEqual({ unsafe: Number.NaN })
    await deleteRecords(() => unexpected('blocked'))
    expect(await signsOfEviction()).toBeUndefined()
  })
})

describe('facts that the ledger counts and the disk has no more', () => {
  test('are told, but for those that were safe at the district', async () => {
    const before = await openWindow({ disk })
    await issued(before)
    await before.ledger.noteSafe(2)
    thrownAway(1, 4, 5)
    expect(lostOf(await openWindow({ disk }))).toEqual([4, 5])
  })

  test('are none on a tablet that lost nothing', async () => {
    await issued(await openWindow({ disk }))
    const again = await openWindow({ disk })
    expect([lostOf(again), again.ledger.isCutShort]).toEqual([[], false])
  })

  test('do not keep it from going on, at the places and numbers that follow', async () => {
    const before = await openWindow({ disk })
    const { certNo } = await issued(before)
    const last = before.ledger.head.seq
    disk.documents.clear()
    const after = await openWindow({ disk })
    const next = await issued(after, 'birth-service', nextCouple())
    expect(disk.facts()[0]?.seq).toBe(last + 1)
    expect(next.certNo).not.toBe(certNo)
  })
})

describe('a ledger that is behind its mark', () => {
  let last: number

  beforeEach(async () => {
    const before = await openWindow({ disk })
    await issued(before)
    last = before.ledger.head.seq
  })

  test('writes nothing at a place that was used, and says so', async () => {
    thrownAway(last - 1, last)
    const after = await openWindow({ disk, notes: createNotes() })
    expect([after.ledger.isCutShort, lostOf(after)]).toEqual([true, [last - 1, last]])
    const held = disk.documents.size
    const refused = await open(after).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(PlaceTaken)
    expect(explain(refused)).toContain('以免重号')
    expect(disk.documents.size).toBe(held)
  })

  test('goes on once what it had sent has come back, and takes it for no copy’s', async () => {
    const sent = [...disk.documents.values()]
    disk.documents.clear()
    const notes = createNotes()
    await expect(open(await openWindow({ disk, notes }))).rejects.toThrow(PlaceTaken)
    for (const fact of sent) disk.documents.set(fact._id, fact)
    const after = await openWindow({ disk, notes })
    expect([after.ledger.isCutShort, after.ledger.isCopied.value, lostOf(after)]).toEqual([false, false, []])
    await issued(after, 'birth-service', nextCouple())
    expect(new Set(disk.facts().map(({ seq }) => seq)).size).toBe(disk.documents.size)
  })

  test('needs no new start for that', async () => {
    const sent = [...disk.documents.values()]
    disk.documents.clear()
    const window = await openWindow({ disk, notes: createNotes() })
    for (const fact of sent.slice(0, -1)) disk.documents.set(fact._id, fact)
    await expect(open(window)).rejects.toThrow(PlaceTaken)
    for (const fact of sent) disk.documents.set(fact._id, fact)
    await open(window, 'birth-service', nextCouple())
    expect([disk.facts().at(-2)?.seq, window.ledger.isCutShort]).toEqual([last + 1, false])
  })
})
