import { expect, test } from 'vitest'
import type { StoredDocument } from '../../../src/local/store'
import HomeCases from '../../../src/screens/intake/HomeCases.vue'
import WishedScreen from '../../../src/screens/office/WishedScreen.vue'
import { issued } from '../../helpers/flows'
import { ELSEWHERE, show } from '../../helpers/screen'
import { openWindow, STROKES, zhaoCouple } from '../../helpers/window'

const HOME = { recipient: '周芳', phone: '13900000000', address: '重庆市江津区' }

test('E21: where it was taken down it is said that nobody need come again', async () => {
  const window = await openWindow()
  const { husband, wife } = zhaoCouple()
  const [one, other] = [husband, wife].map(({ name, idNo }) => ({ name, idNo }))
  if (!one || !other) throw new Error('no couple')
  const lost = { item: 'birth-service', certNo: '', husband: one, wife: other } as const
  const wish = await window.work.wish(lost, HOME)
  const shown = await show(WishedScreen, window, wish._id)
  expect(shown).toContain('联网后自动转给原发证处，补好后邮寄，不用再来')
  expect(shown).toContain('data-test="wish-end"')
  expect(await show(HomeCases, window)).not.toContain('to-wish')
})

test('E21: where it was issued one step follows the other', async () => {
  const window = await openWindow()
  const { id, certNo } = await issued(window)
  await window.work.handOver(id, STROKES)
  const wish = `reissue-wish:${ELSEWHERE}A1:5`
  const task = { _id: `task:reissue:${wish}`, _rev: '1-a', type: 'task', kind: 'reissue', wish, case: id }
  const more = { certNo, address: 'A'.repeat(43), at: '2021-06-15T01:00:00.000Z', dueOn: '2021-06-18' }
  window.cases.tell({ ...task, ...more } as unknown as StoredDocument)
  const first = await show(WishedScreen, window, id, wish)
  expect(first).toContain('data-test="wish-reissue"')
  expect(first).toContain('德感社区')
  await window.work.reportLoss(id, certNo)
  await window.work.reissue(id, certNo)
  expect(await show(WishedScreen, window, id, wish)).toContain('data-test="wish-send"')
})

test('what has not come yet is said to come', async () => {
  const window = await openWindow()
  expect(await show(WishedScreen, window, 'a', `reissue-wish:${ELSEWHERE}A1:5`)).toContain('wish-coming')
})
