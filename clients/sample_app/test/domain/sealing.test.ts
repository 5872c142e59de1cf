import { expect, test } from 'vitest'
import { canonical } from '../../src/domain/canonical'
import { type DistrictKey, isSealingKey, type SealingKeyDocument } from '../../src/domain/districtKeys'
import { fromBase64url, toBase64url } from '../../src/domain/envelope'
import { nameOf, type Secrets, seal } from '../../src/domain/sealing'
import { vectors } from './vectors'

interface Row {
  content: string
  about: object
  secrets: { ephemeral: JsonWebKey; key: string; nonce: string }[]
  sealed: string
  name: string
}

const { districtKeys, key, rows } = vectors<{
  districtKeys: Record<string, string>
  key: SealingKeyDocument
  rows: Row[]
}>('sealings')
const ECDH = { name: 'ECDH', namedCurve: 'P-256' }
const point = fromBase64url(key.publicKey)
const trusted = new Map<string, DistrictKey>(
  Object.entries(districtKeys).map(([kid, whole]) => [
    kid,
    { point: fromBase64url(whole), from: '2021-01-01', until: '2031-12-31' },
  ]),
)

async function imported({ ephemeral, key, nonce }: Row['secrets'][number]): Promise<Secrets> {
  const { d: _, ...half } = ephemeral
  return {
    ephemeral: {
      privateKey: await crypto.subtle.importKey('jwk', ephemeral, ECDH, false, ['deriveBits']),
      publicKey: await crypto.subtle.importKey('jwk', half, ECDH, true, []),
    },
    key: await crypto.subtle.importKey('raw', fromBase64url(key), 'AES-GCM', true, ['encrypt']),
    nonce: fromBase64url(nonce),
  }
}

test.each(rows)('the same secrets seal to the hub’s very bytes: $name', async (row) => {
  const drawn = await Promise.all(row.secrets.map(imported))
  const sealed = await seal(point, fromBase64url(row.content), canonical(row.about), async () => {
    const next = drawn.shift()
    if (!next) throw new Error('no more secrets are to be drawn')
    return next
  })
  expect(toBase64url(sealed)).toBe(row.sealed)
  expect(await nameOf(sealed)).toBe(row.name)
  expect(drawn).toEqual([])
})

test('no two sealings are alike, and none has a name that no document may have', async () => {
  const names = new Set<string>()
  for (let n = 0; n < 100; n += 1) names.add(await nameOf(await seal(point, point, point)))
  expect(names.size).toBe(100)
  expect([...names].filter((name) => name.startsWith('_'))).toEqual([])
})

test('a key to seal with is the district’s by the word of a key that is trusted', async () => {
  expect(await isSealingKey(key, trusted)).toBe(true)
  expect(await isSealingKey(key, new Map())).toBe(false)
  expect(await isSealingKey({ ...key, vouchedBy: {} }, trusted)).toBe(false)
  const { vouchedBy: _, ...bare } = key
  expect(await isSealingKey(bare, trusted)).toBe(false)
})

test('the word for one key is none for another, nor under its name', async () => {
  const pair = await crypto.subtle.generateKey(ECDH, true, ['deriveBits'])
  const other = toBase64url(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)))
  expect(await isSealingKey({ ...key, publicKey: other }, trusted)).toBe(false)
  expect(await isSealingKey({ ...key, kid: '0123456789abcdef' }, trusted)).toBe(false)
})
