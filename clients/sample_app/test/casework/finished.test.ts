import { expect, test } from 'vitest'
import { type Holding, KEPT_MS, type Kept, whyKept } from '../../src/casework/finished'

const NOW = Date.parse('2021-07-20T01:00:00.000Z')
const OVER: Holding = {
  found: { state: 'closed' },
  hasWork: false,
  latest: NOW - KEPT_MS,
  now: NOW,
  own: 7,
  covered: 7,
  isRefused: false,
  hasPapers: false,
  isUnread: false,
}

test.each(['closed', 'refused', 'withdrawn', 'abandoned'] as const)('a case that is %s leaves', (state) => {
  expect(whyKept({ ...OVER, found: { state } })).toBe('')
})

test.each(['none', 'draft', 'notified', 'accepted', 'in-review', 'granted', 'issued'] as const)(
  'a case that is %s stays, however long nothing happens in it',
  (state) => {
    expect(whyKept({ ...OVER, found: { state }, latest: 0 })).toBe('open')
  },
)

test.each<[string, Partial<Holding>, Kept | '']>([
  ['in which the office has still something to do', { hasWork: true }, 'work'],
  ['in which something happened a moment less than thirty days ago', { latest: NOW - KEPT_MS + 1 }, 'lately'],
  ['whose times cannot be read', { latest: Number.NaN }, 'lately'],
  ['of which a fact was not receipted thirty days ago', { covered: 6 }, 'uncovered'],
  ['that another tablet did alone', { own: 0, covered: 0 }, ''],
  ['of which the hub refused a record', { isRefused: true }, 'refused'],
  ['of which a photograph was not sent', { hasPapers: true }, 'papers'],
  ['of which this app does not understand a record', { isUnread: true }, 'unread'],
])('one %s', (_, how, why) => {
  expect(whyKept({ ...OVER, ...how })).toBe(why)
})
