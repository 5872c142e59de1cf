/** The hub's signed word for what it holds of a device's chain of facts. */
import { canonical } from './canonical'
import { fromBase64url } from './envelope'
import { shanghaiDate } from './shanghai'

/** All facts up to `upTo` have arrived, the refused ones too, and up to `latest` all but `gaps`. */
export interface Receipt {
  _id: string
  type: 'receipt'
  device: string
  upTo: number
  head: string // the hash of the fact `upTo`
  latest: number
  gaps: string // such as `7-9, 12`
  refused: readonly { id: string; rule: string; reason: string }[]
  instance: string // the store that holds them
  at: string
  kid: string
  sig: string
}

/** More refused ones than these are not named in one receipt. */
export const MOST_REFUSED = 100

/** A public key of the district, as `reference` has it. */
export interface DistrictKey {
  _id: string
  type: 'key'
  kid: string
  publicKey: string
  from: string
  until: string
}

/** Whether the district signed the receipt, with a key that was good on its day. */
export async function receiptIsGood(receipt: Receipt, { publicKey, from, until }: DistrictKey) {
  const day = shanghaiDate(Date.parse(receipt.at))
  if (day < from || day > until) return false
  const curve = { name: 'ECDSA', namedCurve: 'P-256' }
  const key = await crypto.subtle.importKey('raw', fromBase64url(publicKey), curve, false, ['verify'])
  const message = canonical(receipt, { without: 'sig' })
  return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, fromBase64url(receipt.sig), message)
}
