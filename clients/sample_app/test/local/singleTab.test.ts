import { expect, test, vi } from 'vitest'
import { becomeOpenTab, TabTaken } from '../../src/local/singleTab'
import { createLocks } from '../helpers/locks'
import { createNotes } from '../helpers/notes'

test('the second tab is told, and can take over; the first can write no more', async () => {
  const locks = createLocks()
  const notes = createNotes()
  const lost = vi.fn()
  const first = await becomeOpenTab(notes, lost, { locks })
  expect(await first?.exclusively(async () => 'written')).toBe('written')
  expect(await becomeOpenTab(notes, () => {}, { locks, patienceMs: 1 })).toBeUndefined()

  const second = await becomeOpenTab(notes, () => {}, { locks, takeOver: true })
  await expect(first?.exclusively(async () => 'written')).rejects.toThrow(TabTaken)
  expect(await second?.exclusively(async () => 'written')).toBe('written')
  expect(lost).toHaveBeenCalledOnce()
})

test('writes run one at a time, and a failed one does not stop the next', async () => {
  const tab = await becomeOpenTab(createNotes(), () => {}, { locks: createLocks() })
  const seen: string[] = []
  const work = (name: string) => async () => {
    seen.push(`${name} begins`)
    await Promise.resolve()
    seen.push(`${name} ends`)
    if (name === 'a') throw new Error('failed')
  }
  await Promise.allSettled([tab?.exclusively(work('a')), tab?.exclusively(work('b'))])
  expect(seen).toEqual(['a begins', 'a ends', 'b begins', 'b ends'])
})

test('a page that reloads waits for the lock of the page it was', async () => {
  const locks = createLocks()
  let leave: () => void = () => {}
  const gone = new Promise<void>((done) => {
    leave = done
  })
  void locks.request('yici-tab', () => gone)
  const reloaded = becomeOpenTab(createNotes(), () => {}, { locks })
  leave()
  expect(await reloaded).toBeDefined()
})
