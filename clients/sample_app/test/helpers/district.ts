/** A district that vouches for tablets, as the hub does when it enrols them. */
import { encode } from 'cborg'
import { hex, sha256 } from '../../src/domain/bytes'
import { sign, toBase64url } from '../../src/domain/envelope'
import { toBeSigned } from '../../src/domain/sign1'

const FIRST = 18_628 // 2021-01-01
const LAST = 21_915 // 2030-01-01
const YEARS = { from: '2021-01-01', until: '2031-12-31' }
const KEY_ID = 4

export interface District {
  /** Its public key, as the reference database has it. */
  key: object
  /** The credential of a device, base64url. */
  admit(device: string, point: Uint8Array): Promise<string>
}

export async function openDistrict(): Promise<District> {
  const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign'])
  const whole = new Uint8Array(await crypto.subtle.exportKey('raw', keys.publicKey))
  const keyId = (await sha256(compressed(whole))).slice(0, 8)
  const kid = hex(keyId)
  return {
    key: { _id: `key:${kid}`, type: 'key', kid, publicKey: toBase64url(whole), ...YEARS },
    async admit(device, point) {
      const header = encode(
        new Map<number, unknown>([
          [1, -7],
          [KEY_ID, keyId],
        ]),
      )
      const word = encode(
        new Map<number, unknown>([
          [1, compressed(point)],
          [2, device],
          [3, LAST],
          [4, FIRST],
        ]),
      )
      const signature = await sign(keys.privateKey, toBeSigned(header, word))
      return toBase64url(Uint8Array.from(encode([header, new Map(), word, signature])))
    },
  }
}

function compressed(point: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.of(2 + ((point.at(-1) ?? 0) & 1), ...point.slice(1, 33))
}
