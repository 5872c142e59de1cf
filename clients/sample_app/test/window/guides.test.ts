import { expect, test } from 'vitest'
import type { Guide } from '../../src/domain/guides'
import { currentGuide } from '../../src/window/guides'
import { GUIDE } from '../helpers/window'

const guide = (version: string, effectiveFrom: string): Guide => ({
  ...GUIDE,
  _id: `guide:birth-service:${version}`,
  version,
  effectiveFrom,
})
const guides = new Map(
  [guide('2021-7', '2021-01-01'), guide('2022-1', '2022-01-01'), guide('2020-1', '2020-01-01')].map((one) => [
    one._id,
    one,
  ]),
)

test('the newest guide that is in force is taken', () => {
  expect(currentGuide(guides, 'birth-service', '2021-06-08')?.version).toBe('2021-7')
  expect(currentGuide(guides, 'birth-service', '2022-01-01')?.version).toBe('2022-1')
})

test('there may be none yet', () => {
  expect(currentGuide(new Map(), 'birth-service', '2021-06-08')).toBeUndefined()
  expect(currentGuide(guides, 'only-child', '2021-06-08')).toBeUndefined()
})
