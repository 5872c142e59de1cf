import { expect, test } from 'vitest'
import { Traffic } from '../../src/hub/traffic'
import { createNotes } from '../helpers/notes'
import { unexpected } from '../helpers/unexpected'

test('what went and came is summed up by the month, over restarts', async () => {
  const notes = createNotes()
  let today = '2021-06-29'
  const load = () => Traffic.load(notes, () => today, unexpected)
  const first = await load()
  first.count(60_000, 50_000)
  first.count(1, 2)
  expect(first.counted).toEqual({ since: '2021-06-29', up: 60_001, down: 50_002 })
  const second = await load()
  expect(second.counted).toEqual({ since: '2021-06-29', up: 60_000, down: 50_000 })
  today = '2021-07-01'
  second.count(5, 7)
  expect((await load()).counted).toEqual({ since: '2021-07-01', up: 5, down: 7 })
})
