import { expect, test } from 'vitest'
import { isKept, isSeen, lookOf, saysNothingNew, type Ticks } from '../../src/window/looking'
import { coupleFor, open } from '../helpers/flows'
import { guideOf, openWindow } from '../helpers/window'

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

test('a photograph counts no more once its paper was taken back, until another is taken', async () => {
  const { work, cases } = await openWindow()
  const key = 'M15d:child-1/child-page'
  const couple = coupleFor('further-birth')
  const id = await work.open(guideOf('further-birth'), couple)
  const kept = () => isKept(cases.recordsOf(id), key)
  await work.show(id, [key], [])
  expect(kept()).toBe(false)
  await work.keepCopy(id, key, Uint8Array.of(1))
  expect(kept()).toBe(true)
  await work.amend(id, { ...couple, children: [{ name: '赵另', bornOn: '2020-02-02', sex: 'female' }] })
  expect(kept()).toBe(false)
  await work.keepCopy(id, key, Uint8Array.of(2))
  expect(kept()).toBe(true)
})
