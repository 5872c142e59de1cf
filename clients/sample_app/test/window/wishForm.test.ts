import { expect, test } from 'vitest'
import { certificateNumber } from '../../src/domain/numbers'
import { emptyWish, readLostNumber, readWish, type WishForm } from '../../src/window/wishForm'
import { zhaoCouple } from '../helpers/window'

const DAY = '2021-06-14'
const NUMBER = certificateNumber('only-child', '500116002901A1', '2021-06-08', 7)
const { husband, wife } = zhaoCouple()

function filled(more: Partial<WishForm> = {}): WishForm {
  const home = { recipient: ' 周芳 ', phone: '13900000000', address: '重庆市江津区' }
  return { ...emptyWish(), item: 'birth-service', husband, wife, home, ...more }
}

test('without a number they say which certificate it was', () => {
  const read = readWish(filled(), DAY)
  expect(read?.lost).toMatchObject({ item: 'birth-service', certNo: '' })
  expect(read?.home.recipient).toBe('周芳')
  expect(readWish(filled({ item: '' }), DAY)).toBeUndefined()
})

test('a number says it better than they do, typed or scanned', () => {
  expect(readWish(filled({ certNo: NUMBER }), DAY)?.lost.item).toBe('only-child')
  expect(readLostNumber(` ${NUMBER.toLowerCase()} `)?.certNo).toBe(NUMBER)
})

test.each([
  { certNo: 'FS50' },
  { certNo: certificateNumber('status-proof', '500116002901A1', '2021-06-08', 7) },
  { husband: { ...husband, name: ' ' } },
  { wife: { ...wife, idNo: husband.idNo } },
  { home: { recipient: '周芳', phone: '', address: '重庆' } },
] as Partial<WishForm>[])('nothing is taken down of %j', (more) => {
  expect(readWish(filled(more), DAY)).toBeUndefined()
})
