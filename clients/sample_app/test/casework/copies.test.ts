import { expect, test } from 'vitest'
import { NoLongerPossible } from '../../src/casework/desk'
import { NoRoom } from '../../src/local/sealedPapers'
import { guideOf, openWindow, zhaoCouple } from '../helpers/window'

const CHILD = { name: '赵小明', bornOn: '2018-09-01', sex: 'male' as const }
const ONLY_CHILD = { ...zhaoCouple(), children: [CHILD], opinionFrom: 'committee' as const }
const PICTURE = Uint8Array.of(0xff, 0xd8, 0xff)

async function atThePapers() {
  const window = await openWindow()
  return { ...window, id: await window.work.open(guideOf('only-child'), ONLY_CHILD) }
}

test('each photograph is a paper and a fact that names it; taken again, the later is the copy', async () => {
  const { work, cases, papers, disk, id } = await atThePapers()
  const first = await work.keepCopy(id, 'M11:wife', PICTURE)
  const again = await work.keepCopy(id, 'M11:wife', PICTURE)
  expect(cases.all.get(id)?.copies).toMatchObject([{ key: 'M11:wife', paper: again }])
  expect([...papers.papers.keys()]).toEqual([first, again])
  expect(papers.papers.get(first)).toMatchObject({ caseId: id, of: 'M11:wife', mediaType: 'image/jpeg' })
  expect(disk.facts().filter(({ type }) => type === 'copies')).toHaveLength(2)
})

test('of what is handed back at once nothing is sealed, nor written', async () => {
  const window = await openWindow()
  const id = await window.work.open(guideOf('birth-service'), zhaoCouple())
  const before = window.disk.facts().length
  await expect(window.work.keepCopy(id, 'M01:husband', PICTURE)).rejects.toThrow(NoLongerPossible)
  expect(window.papers.papers.size).toBe(0)
  expect(window.disk.facts()).toHaveLength(before)
})

test('the writer itself signs no copy of it, and the attempt is on record (R19)', async () => {
  const { desk, disk, work } = await openWindow()
  const guide = guideOf('birth-service')
  const id = await work.open(guide, zhaoCouple())
  const kept = [{ key: 'M01:husband', paper: 'A'.repeat(43) }]
  await expect(desk.write('copies', id, { guide: guide._id, kept })).rejects.toThrow(NoLongerPossible)
  expect(disk.facts().at(-1)).toMatchObject({ type: 'attempt', rule: 'R19', code: 'copies' })
})

test('without a copy, or without room for one, the case goes on', async () => {
  const { work, papers, cases, id } = await atThePapers()
  papers.isFull = true
  await expect(work.checkRoom()).rejects.toThrow(NoRoom)
  await expect(work.keepCopy(id, 'M11:wife', PICTURE)).rejects.toThrow(NoRoom)
  const found = cases.all.get(id)
  if (!found) throw new Error('no case')
  await work.show(
    id,
    work.asked(found).map(({ key }) => key),
    [],
  )
  expect(cases.all.get(id)).toMatchObject({ missing: [], copies: [] })
})

test('an address is a paper too, and the delivery names it', async () => {
  const { work, papers, id } = await atThePapers()
  const home = { recipient: '周芳', phone: '13900000000', address: '重庆市江津区几江街道大西门路 8 号' }
  const name = await work.keepAddress(id, home)
  expect(papers.papers.get(name)).toMatchObject({ of: 'address', mediaType: 'application/json' })
  expect(JSON.parse(new TextDecoder().decode(papers.papers.get(name)?.content))).toEqual(home)
})
