import { describe, expect, test } from 'vitest'
import type { Child, Couple } from '../../src/domain/people'
import { changesOf, justAmended, listChange, needsNewCase } from '../../src/window/amending'
import { accepted, coupleFor, open } from '../helpers/flows'
import { GUIDE, openWindow, zhaoCouple } from '../helpers/window'

function remarried(): Couple {
  const couple = zhaoCouple()
  return { ...couple, wife: { ...couple.wife, remarriedAfter: 'divorce' } }
}

test('each change is told with what it was', () => {
  const couple = zhaoCouple()
  const after: Couple = { ...remarried(), husband: { ...couple.husband, name: '赵朋' } }
  expect(changesOf(couple, couple, GUIDE)).toEqual([])
  expect(changesOf(couple, after, GUIDE)).toEqual([
    { name: '丈夫 · 姓名', was: '赵明', becomes: '赵朋' },
    { name: '妻子 · 再婚？', was: '未再婚', becomes: '离婚后再婚' },
  ])
})

test('a sum of changes to the list of papers: what is asked too, and what no longer', () => {
  const couple = zhaoCouple()
  expect(listChange(GUIDE, couple, remarried())).toEqual({ added: ['M04:wife'], dropped: [] })
  const oneBooklet = { ...couple, sameBooklet: true }
  expect(listChange(GUIDE, couple, oneBooklet)).toEqual({
    added: ['M02:couple'],
    dropped: ['M02:husband', 'M02:wife'],
  })
})

describe('where another child stands', () => {
  const ONE = { name: '陈一', bornOn: '2018-09-01', sex: 'male' } as const
  const TWO = { name: '陈二', bornOn: '2020-01-01', sex: 'female' } as const
  const THREE = { name: '陈三', bornOn: '2021-05-05', sex: 'male' } as const
  const PAPERS = ['M15d:child-1/child-page', 'M15d:child-2/child-page']
  const couple = coupleFor('further-birth', { children: [ONE, TWO] })
  const now = (...children: Child[]): Couple => ({ ...couple, children })

  async function shown() {
    const window = await openWindow()
    const id = await open(window, 'further-birth', { children: [ONE, TWO] })
    await window.work.show(id, PAPERS, [])
    return { ...window, id, found: () => window.work.standing(id) }
  }

  test('the papers of its place are missing again, whoever looks; not where a name was misspelt', async () => {
    const { work, id, found } = await shown()
    await work.amend(id, now({ ...ONE, name: '陈壹' }, { ...TWO, bornOn: '2020-01-10' }))
    expect(found().shown).toEqual(PAPERS)
    await work.amend(id, now(THREE, TWO))
    expect(found().shown).toEqual(PAPERS.slice(1))
    expect(found().missing.map(({ key }) => key)).toContain('M15d:child-1')
    expect(found().violations).toEqual([])
  })

  test('it inherits nothing of one that was taken off the list before', async () => {
    const { work, id, found } = await shown()
    await work.amend(id, now(ONE))
    await work.amend(id, now(ONE, THREE))
    expect(found().missing.map(({ key }) => key)).toContain('M15d:child-2')
  })

  test('R01 it takes a new case where a notice says what was shown of the first', async () => {
    const { work, id, found } = await shown()
    expect(needsNewCase(found(), now(THREE, TWO))).toBe('')
    await work.notify(id)
    expect(needsNewCase(found(), now(THREE, TWO))).toBe('child')
    expect(needsNewCase(found(), now({ ...ONE, name: '陈壹' }, TWO))).toBe('')
  })

  test('R39 it takes a new case after acceptance, when nothing is looked at any more', async () => {
    const window = await openWindow()
    const id = await accepted(window, 'further-birth', { children: [ONE, TWO] })
    expect(needsNewCase(window.work.standing(id), now(THREE, TWO))).toBe('accepted')
    expect(needsNewCase(window.work.standing(id), now({ ...ONE, name: '陈壹' }, TWO))).toBe('')
  })
})

test('R39 after acceptance a name changes, and an answer takes a new case', async () => {
  const window = await openWindow()
  const found = window.work.standing(await accepted(window))
  const couple = zhaoCouple()
  expect(needsNewCase(found, { ...couple, husband: { ...couple.husband, name: '赵朋' } })).toBe('')
  expect(needsNewCase(found, remarried())).toBe('accepted')
})

test('one number is mended before acceptance; with two others it is another couple', async () => {
  const window = await openWindow()
  const found = window.work.standing(await open(window))
  const couple = zhaoCouple()
  const husband = { ...couple.husband, idNo: '99999919850101203X' }
  expect(needsNewCase(found, { ...couple, husband })).toBe('')
  const wife = { ...couple.wife, idNo: '999999198706052246' }
  expect(needsNewCase(found, { ...couple, husband, wife })).toBe('others')
})

test('what was just changed is told until the papers are looked at', async () => {
  const window = await openWindow()
  const { work, cases } = window
  const id = await open(window)
  const before = () => justAmended(work.standing(id), cases.recordsOf(id))
  expect(before()).toBeUndefined()
  await work.declare(id, remarried())
  expect(before()).toMatchObject({ wife: { remarriedAfter: 'none' } })
  await work.show(id, ['M01:husband'], [])
  expect(before()).toBeUndefined()
})
