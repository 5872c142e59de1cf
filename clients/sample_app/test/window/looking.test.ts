import { expect, test } from 'vitest'
import { isSeen, lookOf, saysNothingNew, type Ticks } from '../../src/window/looking'
import { open } from '../helpers/flows'
import { openWindow } from '../helpers/window'

const KEYS = ['M01:husband', 'M01:wife', 'M02:husband', 'M02:wife', 'M03:couple']

async function opened() {
  const window = await openWindow()
  const { work, cases } = window
  const id = await open(window)
  const look = (ticks: Ticks) => lookOf(work.standing(id), ticks, KEYS)
  const isOld = (ticks: Ticks) => saysNothingNew(look(ticks), cases.recordsOf(id))
  return { id, work, look, isOld }
}

test('of the ticks what is new is written down, and what was wrong is taken back', async () => {
  const { id, work, look } = await opened()
  await work.show(id, ['M01:husband', 'M01:wife'], [])
  const ticks: Ticks = {
    'M01:husband': 'shown',
    'M01:wife': 'none',
    'M02:wife': 'copy',
    'M03:couple': 'shown',
  }
  expect(look(ticks)).toEqual({ shown: ['M03:couple'], copyOnly: ['M02:wife'], mistaken: ['M01:wife'] })
})

test('a paper in doubt is asked again, and nothing is written until it is answered', async () => {
  const { id, work, look } = await opened()
  await work.show(id, ['M01:husband'], [])
  const found = work.standing(id)
  expect(isSeen(found, {}, 'M01:husband')).toBe(true)
  expect(isSeen(found, { 'M01:husband': 'again' }, 'M01:husband')).toBe(false)
  expect(look({ 'M01:husband': 'again' })).toEqual({ shown: [], copyOnly: [], mistaken: [] })
})

test('going to and fro writes nothing twice; a new visit is looked at anew', async () => {
  const { id, work, isOld } = await opened()
  const ticks: Ticks = { 'M01:husband': 'shown', 'M02:wife': 'copy' }
  expect(isOld({})).toBe(false)
  await work.show(id, ['M01:husband'], ['M02:wife'])
  expect(isOld(ticks)).toBe(true)
  expect(isOld({ ...ticks, 'M02:wife': 'none' })).toBe(false)
  await work.notify(id)
  await work.comeBack(id)
  expect(isOld(ticks)).toBe(false)
})
