import { expect, test } from 'vitest'
import { isLoopback } from '../../../src/district/desk/devices/loopback'
import { textOf } from '../../../src/district/desk/importing/textOf'

const GB18030 = [0xd0, 0xd5, 0xc3, 0xfb] // 姓名

test('a list is read in the encoding of a Chinese Windows as well', async () => {
  expect(await textOf(new Blob(['姓名']))).toBe('姓名')
  expect(await textOf(new Blob([new Uint8Array(GB18030)]))).toBe('姓名')
})

test('a workbook or a picture holds no text', async () => {
  expect(await textOf(new Blob([new Uint8Array([0x50, 0x4b, 3, 4, 0, 0])]))).toBeUndefined()
  expect(await textOf(new Blob([new Uint8Array([0xff, 0xd8, 0xff, 0xe1])]))).toBeUndefined()
})

test.each([
  ['http://127.0.0.1:8000/app/#pair', true],
  ['http://localhost:8000', true],
  ['http://[::1]:8000', true],
  ['https://yici.example.cn/app/', false],
  ['http://192.168.1.5:8000', false],
  ['', false],
])('%s is reached from this machine alone: %s', (url, alone) => {
  expect(isLoopback(url)).toBe(alone)
})
