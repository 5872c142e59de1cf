import { describe, expect, test } from 'vitest'
import { COLLEAGUE, coupleFor, open, openAs } from '../helpers/flows'
import { openWindow, zhaoCouple } from '../helpers/window'

function remarried() {
  const couple = zhaoCouple()
  return { ...couple, wife: { ...couple.wife, remarriedAfter: 'divorce' as const } }
}

describe('R01: what changed is why more is missing', () => {
  test('a second notice names the change of facts', async () => {
    const window = await openWindow()
    const { work, cases, disk } = window
    const id = await open(window)
    await work.show(id, ['M01:husband', 'M01:wife', 'M03:couple'], [])
    await work.notify(id)
    await work.comeBack(id)
    await work.declare(id, remarried())
    const second = await work.notify(id)
    const declaration = disk.facts().find(({ type }) => type === 'declaration')
    expect(second).toMatchObject({ n: 2, change: declaration?._id })
    expect(second.missing.map(({ key }) => key)).toContain('M04:wife')
    expect(cases.all.get(id)).toMatchObject({ state: 'notified', violations: [], attempts: [] })
  })

  test('a second notice of less needs none', async () => {
    const window = await openWindow()
    const { work, cases } = window
    const id = await open(window)
    await work.notify(id)
    await work.comeBack(id)
    await work.show(id, ['M01:husband'], [])
    expect(await work.notify(id)).toMatchObject({ n: 2, change: '' })
    expect(cases.all.get(id)?.violations).toEqual([])
  })
})

test('what two tablets took down differently is settled by one who has seen both', async () => {
  const window = await openWindow()
  const { work, cases, disk } = window
  const id = await open(window)
  const other = await openAs(disk, COLLEAGUE)
  await work.declare(id, remarried())
  await other.work.declare(id, { ...zhaoCouple(), sameBooklet: true })
  const both = await openAs(disk, COLLEAGUE)
  expect(both.cases.all.get(id)?.conflict).toHaveLength(2)
  expect(both.cases.all.get(id)).toMatchObject({ sameBooklet: false, wife: { remarriedAfter: 'none' } })
  await both.work.declare(id, remarried())
  expect(both.cases.all.get(id)).toMatchObject({ conflict: [], wife: { remarriedAfter: 'divorce' } })
  expect(cases.all.get(id)?.violations).toEqual([])
})

test('what the guide does not ask is not noted', async () => {
  const window = await openWindow()
  const id = await open(window)
  await expect(window.work.declare(id, coupleFor('further-birth'))).rejects.toThrow('not-asked')
  await expect(open(window, 'birth-service', { reason: 'policy' })).rejects.toThrow('not-asked')
  expect(window.cases.all.size).toBe(1)
})
