import { beforeEach, expect, test } from 'vitest'
import { Clock } from '../../src/local/clock'

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

test('a wall clock below the last known time was set back: that time stands, and is asked about', () => {
  const floor = Date.parse('2027-01-01T00:00:00Z')
  const tested = clock(floor)
  expect(tested.now()).toEqual({ ms: floor, basis: 'last-known' })
  expect(tested.needsConfirmation).toBe(true)
})

test('a few seconds between two clocks are nobody’s doing', () => {
  expect(clock(wall + 5000).now()).toEqual({ ms: wall + 5000, basis: 'device' })
})

test('set back while the page lives, the time goes on by the monotonic clock and is asked about', () => {
  const tested = clock()
  tested.hear(HUB)
  pass(HOUR)
  wall -= 72 * HOUR
  expect(tested.now()).toEqual({ ms: Date.parse(HUB) + HOUR, basis: 'last-known' })
  expect(tested.needsConfirmation).toBe(true)
})

test('nothing is dated before what was written last', () => {
  const tested = clock()
  const written = tested.mark()
  wall -= 48 * HOUR
  expect(tested.now()).toEqual({ ms: written, basis: 'last-known' })
  expect(tested.today()).toBe('2026-01-01')
})

test('how far the tablet’s own clock is out is known from the hub', () => {
  const tested = clock()
  tested.hear('2025-12-29T00:00:00.000Z')
  expect(tested.ahead).toBe(72 * HOUR)
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
