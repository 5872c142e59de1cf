import { encode } from 'cborg'
import { expect, test } from 'vitest'
import { base32, fromBase32 } from '../../src/domain/base32'
import type { Case } from '../../src/domain/case'
import { fromBase64url } from '../../src/domain/envelope'
import { BadSlip, readSlip, saidBy, slipPayload, writeSlip } from '../../src/domain/slip'
import { shippedGuides, vectors } from './vectors'

interface Row {
  case: Case
  at: number
  payload: string
  slip: string
  said: Record<string, unknown>
}

const { rows, code, districtKeys } = vectors<{
  rows: Row[]
  code: string
  districtKeys: Record<string, string>
}>('slips')
const keys = new Map(Object.entries(districtKeys).map(([kid, point]) => [kid, fromBase64url(point)]))
const { credential } = vectors<{ credential: string }>('tokens')

function guideOf({ guide }: { guide: string }) {
  const found = shippedGuides.get(guide)
  if (!found) throw new RangeError(guide)
  return found
}

const hex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

test.each(rows)('a slip of $case.item says what the hub’s says, and is read alike', async (row) => {
  const guide = guideOf(row.case)
  expect(hex(encode(await slipPayload(row.case, guide, row.at, code)))).toBe(row.payload)
  const read = await readSlip(row.slip, keys)
  expect({ case: read.case, ...saidBy(read, guide) }).toEqual(row.said)
})

async function refusal(text: string, known = keys): Promise<unknown> {
  return readSlip(text, known).catch((error) => (error instanceof BadSlip ? error.why : error))
}

test('what is cut off, altered, of another district or of another key is no slip', async () => {
  const [{ slip = '', case: found, at } = rows[0] as Row] = rows
  expect(await refusal(slip.slice(0, -9))).toBe('not-a-slip')
  expect(await refusal('')).toBe('not-a-slip')
  expect(await refusal(vectors<{ fact: { token: string } }>('tokens').fact.token)).toBe('not-a-slip')
  expect(await refusal(slip, new Map())).toBe('unknown-key')
  const bytes = fromBase32(slip)
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
  expect(await refusal(base32(bytes))).toBe('altered')
  const { privateKey } = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
  ])
  const payload = await slipPayload(found, guideOf(found), at, code)
  expect(await refusal(await writeSlip(payload, fromBase64url(credential), privateKey))).toBe('altered')
  const late = rows.map(({ slip }) => slip)
  expect(late.every((one) => one.length <= 700)).toBe(true)
})
