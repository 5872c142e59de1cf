import { expect, test } from 'vitest'
import { accepted, issued } from '../helpers/flows'
import { openWindow, STROKES, type Window } from '../helpers/window'

async function onlyChild(window: Window): Promise<{ id: string; certNo: string }> {
  const id = await accepted(window, 'only-child')
  await window.work.giveOpinion(id, { basis: 'phone', office: '武侯区某社区', content: '情况属实' })
  const { certNo } = await window.work.issue(id)
  return { id, certNo }
}

test('R20: by mail when the couple chose it, followed, and rated', async () => {
  const window = await openWindow()
  const { work, cases } = window
  const { id, certNo } = await onlyChild(window)
  await expect(work.mail(id, '中国邮政', 'EX1')).rejects.toThrow('R20')
  await work.chooseDelivery(id, 'mail')
  await work.mail(id, '中国邮政', 'EX1')
  await work.track(id, { certNo, state: 'delivered' })
  await work.rate(id, 5)
  expect(cases.all.get(id)).toMatchObject({
    state: 'closed',
    mailings: [{ tracking: 'EX1', state: 'delivered' }],
    stars: 5,
    violations: [],
  })
})

test('R20: what the guide does not offer cannot be chosen', async () => {
  const window = await openWindow()
  const { id } = await issued(window)
  await expect(window.work.chooseDelivery(id, 'mail')).rejects.toThrow('R20')
})

test('R39: nothing is handed over that was not issued, nor handed over twice', async () => {
  const window = await openWindow()
  const { work } = window
  const waiting = await accepted(window)
  await expect(work.handOver(waiting, STROKES)).rejects.toThrow('nothing is in force')
  const { id } = await issued(window)
  await work.handOver(id, STROKES)
  await expect(work.handOver(id, STROKES)).rejects.toThrow()
  expect(window.disk.facts().filter(({ type }) => type === 'handover')).toHaveLength(1)
})
