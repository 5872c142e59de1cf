import { expect, test } from 'vitest'
import {
  daysOf,
  kindOf,
  moved,
  type Table,
  toggled,
  weekdayOf,
  worked,
} from '../../../src/district/desk/calendar/year'

const EMPTY: Table = { year: 2027, basis: '', daysOff: [], workdays: [] }
const FRIDAY = '2027-01-01'
const SATURDAY = '2027-01-02'

test('a weekday is taken off and given back, a day of a weekend worked and given back', () => {
  const off = toggled(EMPTY, FRIDAY)
  expect([off.daysOff, kindOf(off, FRIDAY)]).toEqual([[FRIDAY], 'holiday'])
  expect(toggled(off, FRIDAY)).toEqual(EMPTY)
  const extra = toggled(EMPTY, SATURDAY)
  expect([extra.workdays, kindOf(extra, SATURDAY)]).toEqual([[SATURDAY], 'extraWork'])
  expect(toggled(extra, SATURDAY)).toEqual(EMPTY)
})

test('a weekend that is listed as a holiday can be worked, and is in one list alone', () => {
  const listed = { ...EMPTY, daysOff: [SATURDAY] }
  expect(toggled(listed, SATURDAY)).toEqual({ ...EMPTY, workdays: [SATURDAY] })
})

test('a year has its days', () => {
  expect(daysOf(2028, 1)).toHaveLength(29)
  expect(weekdayOf(FRIDAY)).toBe(4)
  expect(worked(EMPTY)).toBe(261)
  expect(worked(toggled(EMPTY, FRIDAY))).toBe(260)
})

test('the arrows stay inside the year', () => {
  expect(moved(FRIDAY, 7)).toBe('2027-01-08')
  expect(moved(FRIDAY, -1)).toBe(FRIDAY)
})
