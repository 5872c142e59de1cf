import { beforeEach, expect, test } from 'vitest'
import { makeDataKey } from '../../src/local/pinLock'
import { BadSeal, Seal } from '../../src/local/seal'
import { zhaoCouple } from '../helpers/window'

let seal: Seal
const application = {
  _id: 'application:500116001901A3:1',
  _rev: '1-a',
  type: 'application',
  device: '500116001901A3',
  seq: 1,
  site: '500116001901',
  case: '500116001901A3-1',
  clerk: 'sipaifang-1',
  sealed: 'a member of that name',
  ...zhaoCouple(),
}

beforeEach(async () => {
  seal = new Seal(await makeDataKey())
})

test('only what names nobody stays clear, and all comes back as it was', async () => {
  const stored = await seal.document(application)
  expect(Object.keys(stored).sort()).toEqual(
    ['_id', '_rev', 'case', 'device', 'sealed', 'seq', 'site', 'type'].sort(),
  )
  expect(JSON.stringify(stored)).not.toMatch(/赵明|999999|sipaifang/)
  expect(await seal.openDocument(stored)).toEqual(application)
})

test('the same document is never sealed into the same bytes', async () => {
  expect(await seal.document(application)).not.toEqual(await seal.document(application))
})

test('a document without anything to hide stays as it is, a tombstone too', async () => {
  const gone = { _id: 'order:x', _rev: '2-b', _deleted: true }
  expect(await seal.document(gone)).toEqual(gone)
  expect(await seal.openDocument(gone)).toEqual(gone)
})

test('what was altered, put under another name, sealed elsewhere or not at all is never opened', async () => {
  const stored = await seal.document(application)
  const half = String(stored.sealed).slice(0, -4)
  const another = await new Seal(await makeDataKey()).document(application)
  for (const bad of [
    { ...stored, sealed: `${half}AAAA` },
    { ...stored, sealed: '§' },
    { ...stored, sealed: 1 },
    { ...stored, _id: 'application:500116001901A3:2' },
    { ...stored, reason: 'added in clear' },
    another,
    application,
  ]) {
    await expect(seal.openDocument(bad)).rejects.toThrow(BadSeal)
  }
})

test('a document with attachments is not taken: they would lie beside it in clear', async () => {
  await expect(seal.document({ ...application, _attachments: {} } as typeof application)).rejects.toThrow(
    BadSeal,
  )
})

test('a value is bound to its name', async () => {
  const sealed = await seal.value({ name: '赵明' }, 'draft:couple')
  expect(await seal.openValue(sealed, 'draft:couple')).toEqual({ name: '赵明' })
  await expect(seal.openValue(sealed, 'draft:other')).rejects.toThrow(BadSeal)
})

test('a long document goes through as well', async () => {
  const long = { _id: 'pledge:x:1', strokes: 'x'.repeat(300_000) }
  expect(await seal.openDocument(await seal.document(long))).toEqual(long)
})
