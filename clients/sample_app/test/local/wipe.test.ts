import { afterEach, expect, test, vi } from 'vitest'
import { notes } from '../../src/local/notes'
import { LocalDatabase } from '../../src/local/store'
import { deleteEverything } from '../../src/local/wipe'

const blocked = vi.fn()

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

/** Any database beside the notes; the answer is open. */
function openAnother(): Promise<IDBDatabase> {
  return new Promise((resolve) => {
    const request = indexedDB.open('another')
    request.onsuccess = () => resolve(request.result)
  })
}

const names = async () => (await indexedDB.databases()).map(({ name }) => name)

test('of what a tablet held nothing is left, its key neither', async () => {
  const database = new LocalDatabase('site-500116001901')
  await database.put({ _id: 'visit:x:1' })
  await database.close()
  await notes.set('ending', { wipe: true })
  const [deleted, clear] = [vi.fn(async () => true), vi.fn()]
  vi.stubGlobal('caches', { keys: async () => ['the app'], delete: deleted })
  vi.stubGlobal('localStorage', { clear })
  await deleteEverything(blocked)
  expect(await names()).toEqual([])
  expect(deleted).toHaveBeenCalledExactlyOnceWith('the app')
  expect(clear).toHaveBeenCalledOnce()
  expect(blocked).not.toHaveBeenCalled()
  expect(await notes.get('ending')).toBeUndefined()
})

test('a wipe that was cut off half-way still holds the word, and goes on', async () => {
  await notes.set('ending', { wipe: true })
  ;(await openAnother()).close()
  const deleteDatabase = vi.spyOn(indexedDB, 'deleteDatabase').mockImplementationOnce(() => {
    throw new Error('the page was closed')
  })
  await expect(deleteEverything(blocked)).rejects.toThrow('closed')
  expect(await notes.get('ending')).toEqual({ wipe: true })
  await deleteEverything(blocked)
  expect(deleteDatabase.mock.lastCall).toEqual(['yici-tablet'])
  expect(await names()).toEqual([])
})

test('another tab that has a database open is said, and waited for', async () => {
  const opened = await openAnother()
  blocked.mockImplementationOnce(() => opened.close())
  await deleteEverything(blocked)
  expect(blocked).toHaveBeenCalledOnce()
  expect(await names()).toEqual([])
})

test('this tab lets go of its notes when another one deletes them', async () => {
  await notes.set('key', 'value')
  const request = indexedDB.deleteDatabase('yici-tablet')
  await new Promise((resolve, reject) => {
    request.onsuccess = resolve
    request.onblocked = reject
  })
  expect(await notes.get('key')).toBeUndefined()
})
