/** Sealed on the disk, plain at the hub: the same documents under the same revisions. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createHubFetch } from '../../src/hub/hubFetch'
import { makeDataKey } from '../../src/local/pinLock'
import { Seal } from '../../src/local/seal'
import { sealedWire } from '../../src/local/sealedWire'
import { LocalDatabase, type StoredDocument } from '../../src/local/store'
import { PaperHub } from '../helpers/paperHub'
import { unexpected } from '../helpers/unexpected'
import { until } from '../helpers/until'

let hub: PaperHub
let seal: Seal
let closing: AbortController
let request: typeof fetch
let n = 0
const unreadable = vi.fn()

beforeEach(async () => {
  hub = await PaperHub.open()
  seal = new Seal(await makeDataKey())
  closing = new AbortController()
  unreadable.mockClear()
  request = createHubFetch({
    token: () => 'token',
    renew: async () => false,
    instance: { id: '' },
    heard: () => {},
    heardTime: () => {},
    signal: closing.signal,
  })
})
afterEach(async () => {
  closing.abort()
  await hub.close()
})

const names = () => {
  n += 1
  return `wire-${n}`
}
const sealedTablet = (name = names()) => new LocalDatabase(name, { seal, unreadable })
const visit = (seq: number, who: string) =>
  ({ _id: `visit:x:${seq}`, type: 'visit', seq, who }) as { _id: string }
const revisions = async (database: LocalDatabase) =>
  (await database.all()).map(({ _id, _rev }) => [_id, _rev])
const operations = () => hub.asked.map(({ operation }) => operation)

test('what a sealed tablet writes comes to the hub plain, under the revision that it has on the disk', async () => {
  const name = names()
  const tablet = sealedTablet(name)
  await tablet.put(visit(1, '赵明'))
  await tablet.put(visit(2, '周芳'))
  await tablet.push(hub.url, request, {})
  expect([...hub.papers.values()]).toMatchObject([
    { _id: 'visit:x:1', who: '赵明' },
    { _id: 'visit:x:2', who: '周芳' },
  ])
  expect([...hub.papers.values()].map(({ _id, _rev }) => [_id, _rev])).toEqual(await revisions(tablet))
  const onDisk = JSON.stringify(await new LocalDatabase(name).all())
  expect(onDisk).toContain('visit:x:1')
  expect(onDisk).not.toMatch(/赵明|周芳/)
})

test('a sealed tablet and a plain one that pull the same hold the same revisions, and owe the hub nothing', async () => {
  hub.store([1, 2, 3].map((seq) => ({ ...visit(seq, '赵明'), _rev: `1-${seq}` })))
  const [sealed, plain] = [sealedTablet(), new LocalDatabase(names())]
  for (const tablet of [sealed, plain]) await tablet.pull(hub.url, request, {})
  expect(await sealed.all()).toEqual(await plain.all())
  expect(await revisions(sealed)).toEqual([1, 2, 3].map((seq) => [`visit:x:${seq}`, `1-${seq}`]))
  for (const tablet of [sealed, plain]) await tablet.push(hub.url, request, {})
  expect(operations()).not.toContain('_bulk_docs')
})

test('a filter of a push sees the members that stay clear', async () => {
  const tablet = sealedTablet()
  await tablet.put(visit(1, '赵明'))
  await tablet.put({ _id: 'order:x', type: 'order', who: '周芳' } as { _id: string })
  const filter = ({ seq }: { seq?: number }) => seq !== undefined
  await tablet.push(hub.url, request, { filter })
  expect([...hub.papers.keys()]).toEqual(['visit:x:1'])
})

test('a document that was altered on the disk is shown, not sent, and holds up no other', async () => {
  const name = names()
  const tablet = sealedTablet(name)
  await new LocalDatabase(name).put({ ...visit(1, ''), who: undefined, sealed: 'AAAA' } as { _id: string })
  await tablet.put(visit(2, '周芳'))
  expect((await tablet.all()).map(({ _id }) => _id)).toEqual(['visit:x:2'])
  expect(unreadable).toHaveBeenCalledExactlyOnceWith('visit:x:1', expect.any(Error))
  const denied = vi.fn()
  await tablet.push(hub.url, request, {}).on('denied', denied)
  expect([...hub.papers.keys()]).toEqual(['visit:x:2'])
  expect(denied).toHaveBeenCalledExactlyOnceWith(
    expect.objectContaining({ id: 'visit:x:1', reason: 'unsealable' }),
  )
})

test('documents are heard in the order of their writing, however long each takes to be unsealed', async () => {
  const tablet = sealedTablet()
  const opening = seal.openDocument.bind(seal)
  vi.spyOn(seal, 'openDocument').mockImplementation(async (stored) => {
    if (stored._id === 'visit:x:1') await new Promise((resolve) => setTimeout(resolve, 50))
    return opening(stored)
  })
  const heard: string[] = []
  tablet.watch(({ _id }: StoredDocument) => heard.push(_id), unexpected)
  for (const seq of [1, 2, 3]) await tablet.put(visit(seq, '赵明'))
  await until(() => expect(heard).toEqual(['visit:x:1', 'visit:x:2', 'visit:x:3']))
})

test('one document asked for by its revisions is sealed as well', async () => {
  const found = [{ ok: { ...visit(1, '赵明'), _rev: '1-a' } }, { missing: '1-b' }]
  const wire = sealedWire(hub.url, seal, async () => Response.json(found))
  const [one, other] = await (await wire(`${hub.url}/visit%3Ax%3A1?open_revs=all`)).json()
  expect(await seal.openDocument(one.ok)).toEqual(found[0]?.ok)
  expect(other).toEqual(found[1])
})

test.each([
  ['GET', '/visit%3Ax%3A1'],
  ['PUT', '/visit%3Ax%3A1'],
  ['GET', '/_all_docs?include_docs=true'],
  ['GET', '/_changes?include_docs=true'],
  ['POST', '/_find'],
])('%s %s would carry documents past the seal: it is never asked', async (method, path) => {
  const asked = vi.fn<typeof fetch>()
  await expect(sealedWire(hub.url, seal, asked)(hub.url + path, { method })).rejects.toThrow('past the seal')
  expect(asked).not.toHaveBeenCalled()
})
