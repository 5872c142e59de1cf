import { expect, test } from 'vitest'
import { type Column, inOrder } from '../../src/district/columns'

interface Row {
  name: string
  n: number | null
}

const COLUMNS: Column<Row>[] = [
  { key: 'name', title: '', of: ({ name }) => name },
  { key: 'n', title: '', of: ({ n }) => n },
]
const ROWS: Row[] = [
  { name: '油溪镇', n: 10 },
  { name: '白沙镇', n: null },
  { name: '几江街道', n: 9 },
]
const names = (key: string, isDown: boolean) =>
  inOrder(ROWS, COLUMNS, { key, isDown }).map(({ name }) => name)

test('Chinese is in the order of its sounds', () => {
  expect(names('name', false)).toEqual(['白沙镇', '几江街道', '油溪镇'])
  expect(names('name', true)).toEqual(['油溪镇', '几江街道', '白沙镇'])
})

test('numbers are in their own order, and what is not known is last either way', () => {
  expect(names('n', false)).toEqual(['几江街道', '油溪镇', '白沙镇'])
  expect(names('n', true)).toEqual(['油溪镇', '几江街道', '白沙镇'])
})

test('without an order rows are as they came', () => {
  expect(inOrder(ROWS, COLUMNS, null)).toBe(ROWS)
})
