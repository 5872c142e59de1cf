import { expect, test } from 'vitest'
import { IssuedBefore } from '../../src/casework/certificates'
import { coupleHash } from '../../src/domain/issued'
import type { StoredDocument } from '../../src/local/store'
import { accepted, issued } from '../helpers/flows'
import { openWindow, zhaoCouple } from '../helpers/window'

const { husband, wife } = zhaoCouple()

/** The list of a month that has this couple for an item. */
async function list(month: string, item = 'birth-service') {
  const salt = `${month}:0123456789abcdef`
  const items = { [item]: await coupleHash(salt, husband.idNo, wife.idNo) }
  return { _id: `issued:${month}`, type: 'issued', v: 1, month, salt, items }
}

test('what was issued elsewhere of late is not issued here a second time', async () => {
  const window = await openWindow({ published: [await list('2021-05')] })
  const id = await accepted(window)
  expect(await window.work.issuedBefore(window.work.standing(id), '2021-06-14')).toBe('2021-05')
  await expect(window.work.issue(id)).rejects.toThrow(IssuedBefore)
  expect(window.cases.own('certificate')).toEqual([])
})

test('another item, or one of more than a year ago, is no hindrance', async () => {
  const published = [await list('2021-05', 'only-child'), await list('2020-06')]
  const window = await openWindow({ published })
  await window.work.issue(await accepted(window))
  expect(window.cases.own('certificate')).toHaveLength(1)
})

test('what this tablet knows to be void is no hindrance, though the list does not know it yet', async () => {
  const window = await openWindow({ published: [await list('2021-06')] })
  const { work } = window
  const first = await accepted(window)
  expect(await work.issuedBefore(work.standing(first), '2021-06-14')).toBe('2021-06')
  const fresh = await openWindow()
  const { id, certNo } = await issued(fresh)
  await fresh.work.spoil(id, certNo, 'jam')
  for (const fact of fresh.disk.facts()) window.cases.tell(fact as unknown as StoredDocument)
  expect(await work.issuedBefore(work.standing(first), '2021-06-14')).toBe('')
})
