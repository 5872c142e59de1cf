import { beforeEach, expect, test } from 'vitest'
import type { Notes } from '../../src/local/notes'
import { ThrownForms } from '../../src/local/thrown'
import { createNotes } from '../helpers/notes'

const EMPTIED = Date.parse('2021-06-08T01:00:00Z')
const AN_HOUR = 3_600_000

let notes: Notes
let thrown: ThrownForms

beforeEach(() => {
  notes = createNotes()
  thrown = new ThrownForms(notes)
})

test('a form that was emptied can be taken back within the hour, and no longer', async () => {
  await thrown.throwAway('couple', { name: '赵明' }, EMPTIED)
  expect(await thrown.last('couple', EMPTIED + AN_HOUR - 1)).toEqual({ name: '赵明' })
  expect(await thrown.last('couple', EMPTIED + AN_HOUR)).toBeUndefined()
  expect(await notes.get('thrown:couple')).toBeUndefined()
})

test('a clock that was set back does not keep it for good', async () => {
  await thrown.throwAway('couple', { name: '赵明' }, EMPTIED)
  expect(await thrown.last('couple', EMPTIED - AN_HOUR)).toBeUndefined()
})
