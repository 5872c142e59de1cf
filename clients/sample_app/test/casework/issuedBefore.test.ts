import { expect, test } from 'vitest'
import { IssuedBefore, NotVouchedFor } from '../../src/casework/certificates'
import { coupleHash } from '../../src/domain/issued'
import type { StoredDocument } from '../../src/local/store'
import { openDistrict } from '../helpers/district'
import { accepted, issued } from '../helpers/flows'
import { openWindow, steadyClock, zhaoCouple } from '../helpers/window'

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
  await accepted(fresh) // the case of `first`, by its id
  const { id, certNo } = await issued(fresh)
  await fresh.work.spoil(id, certNo, 'jam')
  for (const fact of fresh.disk.facts()) window.cases.tell(fact as unknown as StoredDocument)
  expect(await work.issuedBefore(work.standing(first), '2021-06-14')).toBe('')
})

test('what this tablet issued itself is not issued a second time, until it is void', async () => {
  const window = await openWindow()
  const { work, cases } = window
  const { id, certNo } = await issued(window)
  const other = await accepted(window)
  await expect(work.issue(other)).rejects.toThrow(IssuedBefore)
  await work.spoil(id, certNo, 'jam')
  await work.reissue(id, certNo)
  await expect(work.issue(other)).rejects.toThrow(IssuedBefore)
  const [, again] = cases.own('certificate')
  await work.spoil(id, again?.certNo ?? '', 'jam')
  await work.issue(other)
  expect(cases.own('certificate')).toHaveLength(3)
})

test('one of more than a year ago may be for another child', async () => {
  const window = await openWindow()
  await issued(window)
  const { disk } = window
  const later = await openWindow({ disk, clock: steadyClock('2022-07-14T02:00:00.000Z') })
  await later.work.issue(await accepted(later))
  expect(later.cases.own('certificate')).toHaveLength(2)
})

test.each<[string, object]>([
  ['key-over', { until: '2021-06-13' }],
  ['unknown-key', { kid: '0000000000000000' }],
])('what would be judged %s is not printed, and uses no number', async (why, changed) => {
  const { key, admit } = await openDistrict()
  const window = await openWindow({ district: { key: { ...key, ...changed }, admit } })
  const id = await accepted(window)
  await expect(window.work.issue(id)).rejects.toMatchObject({ why })
  expect(window.cases.own('certificate')).toEqual([])
  expect(window.cases.numbers.next('birth-service')?.serial).toBe(1)
})

test('a tablet whose credential is over issues nothing', async () => {
  const window = await openWindow({ clock: steadyClock('2030-06-14T02:00:00.000Z') })
  const id = await accepted(window)
  await expect(window.work.issue(id)).rejects.toThrow(NotVouchedFor)
  expect(window.work.standing(id).state).toBe('accepted')
})
