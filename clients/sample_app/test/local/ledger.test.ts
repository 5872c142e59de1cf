import { beforeEach, describe, expect, test, vi } from 'vitest'
import { CopiedTablet } from '../../src/casework/desk'
import { chainHash } from '../../src/domain/envelope'
import type { Notes } from '../../src/local/notes'
import { accepted, issued, nextCouple, open } from '../helpers/flows'
import { createNotes } from '../helpers/notes'
import { DEVICE, Disk, openWindow as openAnyWindow, steadyClock, type WindowOptions } from '../helpers/window'

let disk: Disk
let notes: Notes

beforeEach(() => {
  disk = new Disk()
  notes = createNotes()
})

/** The tablet is started on the same disk, with its notes. */
function openWindow(options: WindowOptions = {}) {
  return openAnyWindow({ disk, notes, ...options })
}

/** Those of another tablet with this one's name and key. */
async function copyOfNotes(): Promise<Notes> {
  const copy = createNotes()
  await copy.set(`ledger:${DEVICE}`, await notes.get(`ledger:${DEVICE}`))
  return copy
}

const serialOf = (certNo: string) => Number(certNo.slice(-5, -1))
const serialOfDay = (caseNo: string) => Number(caseNo.slice(-4, -1))

async function caseNoOf({ work }: Awaited<ReturnType<typeof openWindow>>, id: string): Promise<number> {
  return serialOfDay(work.standing(id).caseNo)
}

describe('though every fact was purged', () => {
  test('the chain goes on, and no number is given twice', async () => {
    const before = await openWindow()
    const first = await issued(before)
    const last = disk.facts().at(-1)
    disk.documents.clear()
    const after = await openWindow()
    const second = await issued(after)
    const [next] = disk.facts()
    expect(next?.seq).toBe((last?.seq ?? 0) + 1)
    expect(next?.prev).toBe(await chainHash(last ?? {}))
    expect(serialOf(second.certNo)).toBe(serialOf(first.certNo) + 1)
    expect(await caseNoOf(after, second.id)).toBe(2)
    expect(after.cases.numbers.left('birth-service')).toBe(198)
  })

  test('also on a day that the clock had left and comes back to', async () => {
    const first = await openWindow()
    await accepted(first)
    await accepted(await openWindow({ clock: steadyClock('2022-06-14T02:00:00.000Z') }))
    disk.documents.clear()
    const again = await openWindow()
    expect(await caseNoOf(again, await accepted(again))).toBe(2)
  })
})

describe('a tablet killed between a fact and its note', () => {
  /** That it is about to be written is noted, and no more. */
  function closedAfterTheFact() {
    const set = notes.set.bind(notes)
    const closed = vi.spyOn(notes, 'set').mockRejectedValue(new Error('the page was closed'))
    return closed.mockImplementationOnce(set)
  }

  test('goes on from the fact', async () => {
    const before = await openWindow()
    const id = await accepted(before)
    const noted = closedAfterTheFact()
    await expect(before.work.issue(id)).rejects.toThrow('closed')
    noted.mockRestore()
    const after = await openWindow()
    const facts = disk.facts()
    expect(after.ledger.isCopied.value).toBe(false)
    expect(after.work.standing(id).certificates).toHaveLength(1)
    const second = await issued(after, 'birth-service', nextCouple())
    expect(serialOf(second.certNo)).toBe(2)
    expect(disk.facts()[facts.length]?.prev).toBe(await chainHash(facts.at(-1) ?? {}))
  })

  test('loses nothing of what was noted before, though that is purged', async () => {
    const before = await openWindow()
    await issued(before)
    disk.documents.clear()
    const between = await openWindow()
    const id = await accepted(between)
    const noted = closedAfterTheFact()
    await expect(between.work.issue(id)).rejects.toThrow('closed')
    noted.mockRestore()
    const after = await openWindow()
    expect(serialOf((await issued(after, 'birth-service', nextCouple())).certNo)).toBe(3)
  })
})

test('a note that could not be written is told, is no failure of the fact, and is made up for by the next', async () => {
  const failed = vi.fn()
  const window = await openWindow({ failed })
  const set = notes.set.bind(notes)
  vi.spyOn(notes, 'set').mockImplementationOnce(set).mockRejectedValueOnce(new Error('the disk is full'))
  const id = await open(window)
  expect(failed).toHaveBeenCalledExactlyOnceWith(new Error('the disk is full'))
  expect(window.work.standing(id).visits).toHaveLength(1)
  disk.documents.clear()
  await open(await openWindow())
  expect(disk.facts()[0]?.seq).toBe(3)
})

test('a fact that could not be announced is not written, and takes no number', async () => {
  const window = await openWindow()
  vi.spyOn(notes, 'set').mockRejectedValueOnce(new Error('the disk is full'))
  await expect(open(window)).rejects.toThrow('full')
  expect(disk.facts()).toEqual([])
  await open(window)
  expect(disk.facts()[0]?.seq).toBe(1)
})

test('a tablet that finds what a copy of it wrote gives no number, and writes nothing in its place', async () => {
  const id = await accepted(await openWindow())
  const before = disk.facts().length
  await open(await openWindow({ notes: await copyOfNotes() }), 'birth-service', nextCouple())
  const after = await openWindow()
  await expect(after.work.issue(id)).rejects.toThrow(CopiedTablet)
  const theirs = disk.facts().length
  expect(theirs).toBeGreaterThan(before)
  await open(after)
  expect(disk.facts()[theirs]?.prev).toBe(await chainHash(disk.facts()[theirs - 1] ?? {}))
  expect((await openWindow()).ledger.isCopied.value).toBe(true)
})

test('what another device wrote is none of its own', async () => {
  await openWindow({ author: { device: '500116001901B7' } }).then((other) => issued(other))
  const own = await openWindow()
  await open(own)
  expect(disk.facts().filter(({ device }) => device === own.device.device)[0]?.seq).toBe(1)
  expect(own.cases.numbers.left('birth-service')).toBe(200)
})
