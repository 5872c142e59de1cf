import { expect, test } from 'vitest'
import type { Fact } from '../../src/domain/facts'
import { inOrder } from '../../src/domain/fold'

test('two facts that claim one place come in the order of their ids, whichever was heard first', () => {
  const place = { at: '2021-06-14T02:00:00.000Z', device: '500116001901A3', seq: 2 }
  const both = ['visit', 'acceptance'].map((type) => ({ ...place, _id: `${type}:500116001901A3:2` }) as Fact)
  const ids = (facts: Fact[]) => inOrder(facts).map(({ _id }) => _id)
  expect(ids(both)).toEqual(ids(both.toReversed()))
  expect(ids(both)[0]).toBe('acceptance:500116001901A3:2')
})
