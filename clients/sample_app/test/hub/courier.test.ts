import { beforeEach, expect, test, vi } from 'vitest'
import { courierFile, NotACourier } from '../../src/domain/courier'
import { HubRefusal, HubUnreachable } from '../../src/hub/api'
import { Courier, FileOfAnotherSite, NothingToCarry } from '../../src/hub/courier'
import { NoSealingKey } from '../../src/local/sealedPapers'
import type { StoredDocument } from '../../src/local/store'
import { openCourier } from '../helpers/courier'
import { chainOf } from '../helpers/receipts'
import { DEVICE, SITE } from '../helpers/window'

let district: Awaited<ReturnType<typeof openCourier>>
let facts: StoredDocument[]
const papers = [{ _id: 'a-photograph', _rev: '1-c', _attachments: { sealed: { data: 'AAAA' } } }]
let uncovered: string[]
let point: Uint8Array<ArrayBuffer> | undefined
const request = vi.fn<typeof fetch>()

beforeEach(async () => {
  district = await openCourier()
  point = district.point
  facts = await chainOf(4)
  uncovered = facts.slice(1).map(({ _id }) => _id)
  request.mockReset()
})

const open = () =>
  new Courier({
    device: DEVICE,
    site: { database: { all: async () => [...facts, { _id: 'block:x', _rev: '1-b' }] }, code: SITE },
    papers: { all: async () => papers },
    receipts: { uncovered: () => uncovered },
    sealingKey: async () => point,
    now: () => Date.parse('2021-06-14T02:00:00Z'),
    url: 'https://hub.example/import',
    request,
  })

test('all that no receipt covers is in the file, with its revisions, and no network is asked', async () => {
  const { head, name, content } = await open().pack()
  expect(head).toMatchObject({ device: DEVICE, from: 2, to: 4, facts: 3, papers: 1 })
  expect(name).toBe(`yici-${DEVICE}-2-4.yici`)
  expect(await district.opened(content)).toEqual({
    [`site-${SITE}`]: facts.slice(1),
    [`papers-${SITE}`]: papers,
  })
  expect(request).not.toHaveBeenCalled()
})

test('without anything to carry, or a key to seal with, there is no file', async () => {
  point = undefined
  await expect(open().pack()).rejects.toThrow(NoSealingKey)
  uncovered = []
  await expect(open().pack()).rejects.toThrow(NothingToCarry)
})

const ANSWER = { device: DEVICE, taken: ['visit:x:2'], there: [], refused: [] }

test('a file is handed on as it is', async () => {
  const { content } = await open().pack()
  request.mockResolvedValue(Response.json(ANSWER))
  expect(await open().handOn(content)).toEqual(ANSWER)
  const [url, init] = request.mock.calls[0] ?? []
  expect([url, init?.method, init?.body]).toEqual(['https://hub.example/import', 'POST', content])
})

test('what is no file, or of another site, is not sent at all', async () => {
  await expect(open().handOn(new TextEncoder().encode('a letter'))).rejects.toThrow(NotACourier)
  const head = {
    type: 'courier',
    v: 1,
    device: '500116002901A1',
    from: 1,
    to: 1,
    facts: 1,
    papers: 0,
    at: '',
  } as const
  await expect(open().handOn(await courierFile(head, {}, district.point))).rejects.toThrow(FileOfAnotherSite)
  expect(request).not.toHaveBeenCalled()
})

test('the hub’s word for what it does not open is kept, and silence is no answer', async () => {
  const { content } = await open().pack()
  request.mockResolvedValueOnce(Response.json({ error: 'altered_file', reason: 'altered' }, { status: 400 }))
  await expect(open().handOn(content)).rejects.toMatchObject(new HubRefusal('altered', 'altered_file'))
  request.mockRejectedValueOnce(new TypeError('Failed to fetch'))
  await expect(open().handOn(content)).rejects.toThrow(HubUnreachable)
})
