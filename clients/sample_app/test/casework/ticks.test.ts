import { expect, test } from 'vitest'
import { COLLEAGUE, open, openAs } from '../helpers/flows'
import { openWindow } from '../helpers/window'

const ALL = ['M01:husband', 'M01:wife', 'M02:husband', 'M02:wife', 'M03:couple']

test('R01 a paper ticked by mistake is missing again, and told with the rest', async () => {
  const window = await openWindow()
  const { work, cases } = window
  const id = await open(window)
  await work.show(id, ALL, [])
  expect(work.mayUntick(work.standing(id), 'M03:couple')).toBe(true)
  await work.untick(id, ['M03:couple'])
  const notice = await work.notify(id)
  expect(notice.missing).toEqual([{ key: 'M03:couple', reason: 'not-brought' }])
  expect(notice.shown).not.toContain('M03:couple')
  expect(cases.all.get(id)?.violations).toEqual([])
})

test('R01 what a notice says was shown is never taken back', async () => {
  const window = await openWindow()
  const { work, disk } = window
  const id = await open(window)
  await work.show(id, ALL.slice(1), [])
  await work.notify(id)
  await work.comeBack(id)
  await work.show(id, ['M01:husband'], [])
  const found = work.standing(id)
  expect(ALL.filter((key) => work.mayUntick(found, key))).toEqual(['M01:husband'])
  await expect(work.untick(id, ['M03:couple'])).rejects.toThrow('R01')
  await work.untick(id, ['M01:husband'])
  expect(work.standing(id).missing.map(({ key }) => key)).toEqual(['M01:husband'])
  expect(disk.facts().filter(({ type }) => type === 'attempt')).toHaveLength(1)
})

test('R39 nothing is taken back once the case is accepted', async () => {
  const window = await openWindow()
  const { work } = window
  const id = await open(window)
  await work.show(id, ALL, [])
  await work.accept(id)
  await expect(work.untick(id, ['M03:couple'])).rejects.toThrow('order')
  expect(work.standing(id).missing).toEqual([])
})

test('what a colleague saw meanwhile on another tablet still counts', async () => {
  const window = await openWindow()
  const { work, disk } = window
  const id = await open(window)
  await work.show(id, ['M01:husband', 'M03:couple'], [])
  const other = await openAs(disk, COLLEAGUE)
  await work.untick(id, ['M01:husband', 'M03:couple'])
  await other.work.show(id, ['M03:couple'], [])
  const both = await openAs(disk, COLLEAGUE)
  expect(both.work.standing(id).shown).toEqual(['M03:couple'])
})
