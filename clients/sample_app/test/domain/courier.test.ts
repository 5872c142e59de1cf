import { expect, test } from 'vitest'
import {
  type CourierHead,
  courierFile,
  courierHead,
  courierName,
  NotACourier,
} from '../../src/domain/courier'
import { openCourier } from '../helpers/courier'
import { DEVICE } from '../helpers/window'

const head: CourierHead = {
  type: 'courier',
  v: 1,
  device: DEVICE,
  from: 3,
  to: 14,
  facts: 12,
  papers: 0,
  at: '2021-06-14T02:00:00.000Z',
}
const documents = { 'site-500116001901': [{ _id: `visit:${DEVICE}:3`, _rev: '1-a', name: '赵明' }] }

test('a file says whose it is, and only the district reads the rest', async () => {
  const district = await openCourier()
  const file = await courierFile(head, documents, district.point)
  expect(courierHead(file)).toEqual(head)
  expect(new TextDecoder().decode(file)).not.toContain('赵明')
  expect(await district.opened(file)).toEqual(documents)
  expect(courierName(head)).toBe(`yici-${DEVICE}-3-14.yici`)
})

test('what is in it opens only with the line that it came with', async () => {
  const district = await openCourier()
  const file = await courierFile(head, documents, district.point)
  const other = file.slice()
  other[other.indexOf('3'.charCodeAt(0), other.indexOf('f'.charCodeAt(0)))] = '4'.charCodeAt(0)
  await expect(district.opened(other)).rejects.toThrow()
})

test.each(['', 'a letter', '{"type":"courier"}\n', '[]\n', `${'x'.repeat(2000)}\n`])(
  '%j is no such file',
  (text) => {
    expect(() => courierHead(new TextEncoder().encode(text))).toThrow(NotACourier)
  },
)
