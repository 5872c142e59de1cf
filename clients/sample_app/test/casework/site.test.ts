import { expect, test } from 'vitest'
import { accepted } from '../helpers/flows'
import { guideOf, openWindow } from '../helpers/window'

test('R14, R15: where the guide hangs is noted, in no case', async () => {
  const { work, disk, cases } = await openWindow()
  const guide = guideOf('birth-service')._id
  await work.publicise({ kind: 'leaflet', guide, place: '办事大厅', doneOn: '2021-06-14' })
  expect(disk.facts()).toMatchObject([{ type: 'publicity', case: '', kind: 'leaflet' }])
  expect(cases.all.size).toBe(0)
})

test('R09: a self-check, and what was put right', async () => {
  const { work, cases } = await openWindow()
  const check = await work.selfCheck({ checklist: '2021-7', finding: '折页缺', rectifiedOn: '' })
  await work.rectify({ of: check._id, done: '已摆放折页', doneOn: '2021-06-15' })
  expect(cases.own('rectification')).toMatchObject([{ of: check._id }])
})

test('an outage tells in how many cases work went on', async () => {
  const window = await openWindow()
  await accepted(window)
  await accepted(window)
  const outage = await window.work.noteOutage('2021-06-14T01:59:00.000Z', '2021-06-14T02:30:00.000Z')
  expect(outage.cases).toBe(2)
  const before = await window.work.noteOutage('2021-06-13T00:00:00.000Z', '2021-06-13T01:00:00.000Z')
  expect(before.cases).toBe(0)
})
