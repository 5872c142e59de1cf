import { beforeEach, expect, test } from 'vitest'
import { Clock } from '../src/clock'

const HUB = '2021-06-14T02:00:00.000Z'
const HOUR = 3_600_000
let wall: number
let monotonic: number

beforeEach(() => {
  wall = Date.parse('2026-01-01T00:00:00Z')
  monotonic = 500
})

const clock = (floor = 0) =>
  new Clock(
    floor,
    () => wall,
    () => monotonic,
  )

function pass(ms: number): void {
  wall += ms
  monotonic += ms
}

test('while the page lives it is hub time plus what has passed', () => {
  const tested = clock()
  tested.hear(HUB)
  pass(HOUR)
  expect(tested.now()).toEqual({ ms: Date.parse(HUB) + HOUR, basis: 'hub' })
  expect(tested.today()).toBe('2021-06-14')
  expect(tested.needsConfirmation).toBe(false)
})

test('after a restart it is the wall clock, and the clerk confirms its date once', () => {
  const tested = clock()
  expect(tested.now()).toEqual({ ms: wall, basis: 'device' })
  expect(tested.needsConfirmation).toBe(true)
  tested.confirm()
  pass(HOUR)
  expect(tested.needsConfirmation).toBe(false)
})

test('a confirmed date does not stand for the day after', () => {
  const tested = clock()
  tested.confirm()
  pass(24 * HOUR)
  expect(tested.needsConfirmation).toBe(true)
})

test('the wall clock is never believed below the last hub time', () => {
  const floor = Date.parse('2027-01-01T00:00:00Z')
  expect(clock(floor).now()).toEqual({ ms: floor, basis: 'device' })
})

test('a tablet that slept, or whose clock was moved, falls back to its own clock and asks', () => {
  const tested = clock()
  tested.hear('2025-12-31T23:00:00.000Z')
  wall += 10 * HOUR // the monotonic clock stood still
  expect(tested.now()).toEqual({ ms: wall, basis: 'device' })
  expect(tested.needsConfirmation).toBe(true)
})

test('midnight in Chongqing is the day’s end', () => {
  const tested = clock()
  tested.hear('2021-06-13T16:00:00.000Z')
  expect(tested.today()).toBe('2021-06-14')
})

test('an answer without a time changes nothing', () => {
  const tested = clock()
  tested.hear('')
  expect(tested.now().basis).toBe('device')
})
