import { beforeEach, expect, test, vi } from 'vitest'
import { nameOf } from '../../src/domain/sealing'
import { NoRoom, NoSealingKey, SealedPapers } from '../../src/local/sealedPapers'
import { SITE } from '../helpers/window'

const CASE = '500116001901A3-1'
const put = vi.fn(async (_document: object) => '1-a')
const kept = vi.fn()
let room: number
let key: Uint8Array<ArrayBuffer> | undefined
let papers: SealedPapers

beforeEach(async () => {
  vi.clearAllMocks()
  room = 10 ** 9
  const pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits'])
  key = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))
  const now = () => Date.parse('2021-06-08T01:00:02Z')
  papers = new SealedPapers({
    database: { put },
    site: SITE,
    key: async () => key,
    now,
    room: async () => room,
    kept,
  })
})

test('what goes to the disk is sealed and named by its bytes', async () => {
  const content = new TextEncoder().encode('a page that nobody reads on the way')
  const name = await papers.keep(CASE, 'M11:wife', 'image/jpeg', content)
  const [written] = put.mock.calls[0] as unknown as [
    { _id: string; _attachments: { sealed: { data: Blob } } },
  ]
  const { _id, _attachments, ...body } = written
  const sealed = new Uint8Array(await _attachments.sealed.data.arrayBuffer())
  expect([_id, await nameOf(sealed)]).toEqual([name, name])
  expect(new TextDecoder('latin1').decode(sealed)).not.toContain('nobody reads')
  expect(body).toEqual({
    type: 'paper',
    v: 1,
    case: CASE,
    site: SITE,
    of: 'M11:wife',
    mediaType: 'image/jpeg',
    scan: 'not scanned: photographed at the window',
    at: '2021-06-08T01:00:02.000Z',
  })
  expect(kept).toHaveBeenCalledOnce()
})

test('the last room is for records', async () => {
  room = 19_999_999
  await expect(papers.check()).rejects.toThrow(NoRoom)
  await expect(papers.keep(CASE, 'M11:wife', 'image/jpeg', Uint8Array.of(1))).rejects.toThrow(NoRoom)
  expect(put).not.toHaveBeenCalled()
})

test('without a key that can be believed nothing is kept, sealed or not', async () => {
  key = undefined
  await expect(papers.keep(CASE, 'M11:wife', 'image/jpeg', Uint8Array.of(1))).rejects.toThrow(NoSealingKey)
  expect(put).not.toHaveBeenCalled()
})
