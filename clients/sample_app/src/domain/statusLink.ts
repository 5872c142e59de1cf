/**
 * What the receipt's QR opens: where the case stands, for whoever holds the paper.
 *
 * The code is the beginning of the fact's signature in base32: the tablet has it without a network, the hub finds
 * it in the fact, and nothing that is published has it.
 */

import { base32 } from './base32'
import { fromBase64url } from './envelope'

const CHARACTERS = 12 // 60 bits

export function statusCode(fact: { sig: string }): string {
  return base32(fromBase64url(fact.sig).slice(0, 8)).slice(0, CHARACTERS)
}

export function statusLink(publicUrl: string, number: string, fact: { sig: string }): string {
  return `${publicUrl}/status?case=${number}&code=${statusCode(fact)}`
}
