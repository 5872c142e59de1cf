import { afterEach, expect, test } from 'vitest'
import { notes } from '../../src/local/store'
import { forgetThrown, throwAway, thrownAway } from '../../src/local/thrown'

const EMPTIED = Date.parse('2021-06-08T01:00:00Z')
const AN_HOUR = 3_600_000

afterEach(() => forgetThrown('couple'))

test('a form that was emptied can be taken back within the hour, and no longer', async () => {
  await throwAway('couple', { name: '赵明' }, EMPTIED)
  expect(await thrownAway('couple', EMPTIED + AN_HOUR - 1)).toEqual({ name: '赵明' })
  expect(await thrownAway('couple', EMPTIED + AN_HOUR)).toBeUndefined()
  expect(await notes.get('thrown:couple')).toBeUndefined()
})

test('a clock that was set back does not keep it for good', async () => {
  await throwAway('couple', { name: '赵明' }, EMPTIED)
  expect(await thrownAway('couple', EMPTIED - AN_HOUR)).toBeUndefined()
})
