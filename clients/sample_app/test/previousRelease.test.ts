import { readdirSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import { Cases } from '../src/known/cases'
import type { GivenNumbers } from '../src/known/numberBlocks'
import { Reference } from '../src/known/reference'
import { type Unread, understood } from '../src/local/following'
import type { StoredDocument } from '../src/local/store'
import { read, shippedGuides } from './domain/vectors'
import { DEVICE, OWN_SITE } from './helpers/window'

/** One document of each type as the release before this one wrote it. */
const names = readdirSync(new URL('../../../tests/vectors/previous/', import.meta.url))
const documents = names.map((name) =>
  read<StoredDocument & { case?: string }>(`tests/vectors/previous/${name}`),
)
const application = documents.find(({ _id }) => _id.startsWith('application:'))
const ofACase = documents.filter(
  ({ type, ...one }) => one.case && type !== 'task' && ('sig' in one || one._id.startsWith('order:')),
)

vi.spyOn(console, 'error')

function newCases(): Cases {
  return new Cases(DEVICE, shippedGuides, { lastOf: () => 0, use: () => {} } as unknown as GivenNumbers)
}

test('each document that an old hub or an old tablet wrote is understood', async () => {
  const cases = newCases()
  const reference = new Reference(OWN_SITE)
  const unread: Unread = new Map()
  for (const document of documents) {
    understood((one) => cases.tell(one), document, unread)
    understood((one) => reference.tell(one), document, unread)
  }
  await cases.load(unread)
  expect([...unread]).toEqual([])
  expect(reference.guides.size).toBe(1)
  expect(cases.tasks.size).toBe(1)
})

test.each(ofACase.map((one) => [one._id, one]))('%s is folded into its case', async (_, document) => {
  const cases = newCases()
  const unread: Unread = new Map()
  const id = application?.case ?? ''
  cases.tell(application as StoredDocument)
  cases.tell({ ...document, case: id } as StoredDocument)
  await cases.load(unread)
  expect([...unread]).toEqual([])
  expect(cases.all.get(id)).toBeDefined()
})
