import { encode } from 'cborg'
import { expect, test } from 'vitest'
import { base32, fromBase32 } from '../../src/domain/base32'
import { fromBase64url, toBase64url } from '../../src/domain/envelope'
import type { FactOf } from '../../src/domain/facts'
import { toBeSigned } from '../../src/domain/sign1'
import { certificatePayload, cutName, writeToken } from '../../src/domain/token'
import { vectors } from './vectors'

const file = vectors<{
  fact: FactOf<'certificate'>
  credential: string
  payload: string
  header: string
  toBeSigned: string
  names: { name: string; cut: string }[]
}>('tokens')
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const unhex = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'))

test('the payload and what is signed are the hub’s, byte for byte', () => {
  expect(hex(encode(certificatePayload(file.fact)))).toBe(file.payload)
  expect(hex(toBeSigned(unhex(file.header), unhex(file.payload)))).toBe(file.toBeSigned)
})

test('a token is the hub’s up to its signature, and that signature is good', async () => {
  const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
    'verify',
  ])
  const token = await writeToken(file.fact, fromBase64url(file.credential), keys.privateKey)
  const bytes = fromBase32(token)
  const upToSignature = bytes.length - 64
  expect(bytes.subarray(0, upToSignature)).toEqual(fromBase32(file.fact.token).subarray(0, upToSignature))
  const good = await crypto.subtle.verify(
    { name: 'ECDSA', hash: 'SHA-256' },
    keys.publicKey,
    bytes.slice(upToSignature),
    unhex(file.toBeSigned),
  )
  expect(good).toBe(true)
})

test.each(file.names)('$name is written as $cut', ({ name, cut }) => {
  expect(cutName(name)).toBe(cut)
})

test.each([
  ['', ''],
  ['f', 'MY'],
  ['fo', 'MZXQ'],
  ['foo', 'MZXW6'],
  ['foob', 'MZXW6YQ'],
  ['fooba', 'MZXW6YTB'],
])('base32 of %j is %j', (text, expected) => {
  const bytes = new TextEncoder().encode(text)
  expect(base32(bytes)).toBe(expected)
  expect(fromBase32(expected)).toEqual(bytes)
})

test.each(['M', 'MZ', 'my', 'MY======', 'M1'])('%j is not what is written as base32', (text) => {
  expect(() => fromBase32(text)).toThrow(RangeError)
})

test('bytes survive base64url', () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, index) => index)
  expect(fromBase64url(toBase64url(bytes))).toEqual(bytes)
})
