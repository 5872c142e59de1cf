import { expect, test } from 'vitest'
import { deleteEverything, LocalDatabase, notes } from '../../src/local/store'

test('of what a tablet held nothing is left, its key neither', async () => {
  const database = new LocalDatabase('site-500116001901')
  await database.put({ _id: 'visit:x:1' })
  await database.close()
  await notes.set('device', { device: '500116001901A3' })
  await deleteEverything()
  expect(await indexedDB.databases()).toEqual([])
  expect(await notes.get('device')).toBeUndefined()
})
