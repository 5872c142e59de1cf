import { canonical } from '../../src/domain/canonical'
import { fromBase64url } from '../../src/domain/envelope'

const P256 = { name: 'ECDSA', namedCurve: 'P-256' }

/** Whether `sig` is the device's over the rest of the body. `point` is the 65-byte public key. */
export async function factSignatureIsGood(
  fact: { sig: string },
  point: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  const key = await crypto.subtle.importKey('raw', point, P256, false, ['verify'])
  const signed = canonical(fact, { without: 'sig' })
  return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, fromBase64url(fact.sig), signed)
}
