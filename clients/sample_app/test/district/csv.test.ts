import { expect, test } from 'vitest'
import { csvOf, rowsOf } from '../../src/district/csv'

test('Excel sees by the mark that it is UTF-8', () => {
  expect(csvOf(['镇街'], [['几江街道']])).toBe('\uFEFF镇街\r\n几江街道\r\n')
})

test('commas, quotes and breaks stay inside their cell', () => {
  expect(csvOf(['a'], [['1,"2"\n3']])).toBe('\uFEFFa\r\n"1,""2""\n3"\r\n')
})

test('what is not known is empty, a number is a number', () => {
  expect(csvOf(['a', 'b'], [[null, -1.5]])).toBe('\uFEFFa,b\r\n,-1.5\r\n')
})

test.each(['=1+1', '+1', '-1', '@SUM(A1)'])('%s is no formula', (text) => {
  expect(csvOf(['a'], [[text]])).toBe(`\uFEFFa\r\n'${text}\r\n`)
})

test('what was written is read again', () => {
  const rows = [
    ['登录名', '姓名'],
    ['a-1', '李,"四"\r\n'],
    ['', ''],
  ]
  const [head = [], ...rest] = rows
  expect(rowsOf(csvOf(head, rest))).toEqual(rows)
  expect(rowsOf('a,b\nc,d')).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ])
  expect(rowsOf('')).toEqual([])
})
