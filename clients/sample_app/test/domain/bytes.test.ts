import { expect, test } from 'vitest'
import { hex, sha256 } from '../../src/domain/bytes'

const OF_ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad' // FIPS 180-2, B.1

test('a text is hashed as its UTF-8, and each byte of the hash has two characters', async () => {
  expect(hex(await sha256('abc'))).toBe(OF_ABC)
  expect(hex(await sha256(Uint8Array.of(0x61, 0x62, 0x63)))).toBe(OF_ABC)
  expect(await sha256('赵')).toEqual(await sha256(Uint8Array.of(0xe8, 0xb5, 0xb5)))
  expect(hex(Uint8Array.of(0, 9, 255))).toBe('0009ff')
})
