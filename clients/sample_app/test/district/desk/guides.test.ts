import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { differences } from '../../../src/district/desk/guides/differences'
import { draftOf, idOf, withMaterial } from '../../../src/district/desk/guides/guide'
import type { Guide } from '../../../src/domain/guides'

const file = new URL('../../../../../schema/guides/further-birth.json', import.meta.url)
const guide = JSON.parse(readFileSync(file, 'utf8')) as Guide
const DIVORCE = 'M13 husband wife'

test('a draft is the same from tomorrow, under a name of its own', () => {
  const draft = draftOf(guide, '2027-01-01')
  expect(draft._id).toBe('guide:further-birth:2027-01-01')
  expect(differences(guide, draft).map(({ where }) => where)).toEqual([
    ['_id'],
    ['version'],
    ['effectiveFrom'],
  ])
})

test('what differs is named by what it is of, not by its place in a list', () => {
  const changed = structuredClone(guide)
  const photo = changed.materials.find(({ code }) => code === 'M17')
  if (photo) photo.count = 1
  expect(differences(guide, changed)).toEqual([
    { where: ['materials', 'M17 女方一寸免冠近照 (wife)', 'count'], before: '2', after: '1' },
  ])
})

test('a paper that is not asked for is told by its name, and asked for again it stands where it stood', () => {
  const without = withMaterial(guide, guide, DIVORCE, false)
  expect(differences(guide, without)).toEqual([
    {
      where: ['materials', 'M13 离婚文书 (husband, wife)'],
      before: '离婚文书 / Divorce papers',
      after: null,
    },
  ])
  expect(withMaterial(without, guide, DIVORCE, true)).toEqual(guide)
})

test('each line of a guide has an id of its own', () => {
  expect(new Set(guide.materials.map(idOf)).size).toBe(guide.materials.length)
})
