import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Notes } from '../../src/local/notes'
import { makeDataKey } from '../../src/local/pinLock'
import { Seal } from '../../src/local/seal'
import { sealedNotes } from '../../src/local/sealedNotes'
import { sealOld } from '../../src/local/sealOld'
import { isStored, LocalDatabase } from '../../src/local/store'
import { createNotes } from '../helpers/notes'
import { unexpected } from '../helpers/unexpected'

let [seal, notes, ofPeople]: [Seal, Notes, Notes] = [] as never
let sealed: LocalDatabase
let name = ''
let n = 0

beforeEach(async () => {
  n += 1
  name = `site-old-${n}`
  notes = createNotes()
  seal = new Seal(await makeDataKey())
  ofPeople = sealedNotes(notes, seal)
  sealed = new LocalDatabase(`sealed-${name}`, { seal, unreadable: unexpected })
})
afterEach(() => vi.restoreAllMocks())

const migrate = () => sealOld({ name, sealed, notes, sealedNotes: ofPeople })

/** What an earlier version left: more than is copied at once. */
async function filled(): Promise<object[]> {
  const plain = new LocalDatabase(name)
  for (let seq = 1; seq <= 230; seq += 1) {
    await plain.put({ _id: `visit:x:${seq}`, who: `赵${seq}` } as { _id: string })
  }
  const held = await plain.all()
  await plain.close()
  return held
}

test('what was kept in clear is sealed with the same revisions, and then gone', async () => {
  const held = await filled()
  await notes.set('draft:couple', { name: '赵明' })
  await notes.set('refusals', [{ id: 'visit:x:1', reason: 'shape' }])
  await notes.set('instance', 'one')
  await migrate()
  expect(await sealed.all()).toEqual(held)
  expect(await isStored(name)).toBe(false)
  expect((await notes.keys()).sort()).toEqual(['instance', 'sealed:draft:couple', 'sealed:refusals'])
  expect(await ofPeople.get('draft:couple')).toEqual({ name: '赵明' })
  const stored = new LocalDatabase(`sealed-${name}`)
  expect(JSON.stringify(await stored.all())).not.toContain('赵')
})

test('cut off half-way, it goes on; nothing is deleted before all of it is sealed', async () => {
  const held = await filled()
  let sealedOnes = 0
  const document = seal.document.bind(seal)
  const cutting = vi.spyOn(seal, 'document').mockImplementation((one) => {
    sealedOnes += 1
    if (sealedOnes > 150) throw new Error('the page was closed')
    return document(one)
  })
  await expect(migrate()).rejects.toThrow('closed')
  expect(await isStored(name)).toBe(true)
  cutting.mockRestore()
  await migrate()
  expect(await sealed.all()).toEqual(held)
  expect(await isStored(name)).toBe(false)
})

test('a tablet that was never in clear is left alone', async () => {
  await sealed.put({ _id: 'visit:x:1' })
  await migrate()
  expect(await sealed.all()).toHaveLength(1)
})
