import { encode } from 'cborg'
import { expect, test } from 'vitest'
import { base32, fromBase32 } from '../../src/domain/base32'
import { hex } from '../../src/domain/bytes'
import type { Case } from '../../src/domain/case'
import { type DistrictKey, learnKey } from '../../src/domain/districtKeys'
import { fromBase64url } from '../../src/domain/envelope'
import { deviceSaid, writeSigned } from '../../src/domain/sign1'
import { BadSlip, readSlip, saidBy, slipPayload } from '../../src/domain/slip'
import { openDistrict } from '../helpers/district'
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
const YEARS = { from: '2021-01-01', until: '2031-12-31' }
const keys = new Map(
  Object.entries(districtKeys).map(([kid, point]) => [kid, { point: fromBase64url(point), ...YEARS }]),
)
const { credential } = vectors<{ credential: string }>('tokens')

function guideOf({ guide }: { guide: string }) {
  const found = shippedGuides.get(guide)
  if (!found) throw new RangeError(guide)
  return found
}

test.each(rows)('a slip of $case.item says what the hub’s says, and is read alike', async (row) => {
  const guide = guideOf(row.case)
  expect(hex(encode(await slipPayload(row.case, guide, row.at, code)))).toBe(row.payload)
  const read = await readSlip(row.slip, keys)
  expect({ case: read.case, ...saidBy(read, guide) }).toEqual(row.said)
})

test('the tablet that printed it is found in it, whoever knows the keys', () => {
  const { fact } = vectors<{ fact: { token: string; device: string } }>('tokens')
  expect(deviceSaid(fact.token)).toBe(fact.device)
  const [{ slip = '' } = {}] = rows
  expect(deviceSaid(slip)).toMatch(/^\d{12}[0-9A-Z]{2}$/)
  expect(deviceSaid(slip.slice(0, -9))).toBe('')
  expect(deviceSaid('')).toBe('')
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
  expect(await refusal(await writeSigned(payload, fromBase64url(credential), privateKey))).toBe('altered')
  const late = rows.map(({ slip }) => slip)
  expect(late.every((one) => one.length <= 700)).toBe(true)
})

const SECRET = { name: 'ECDSA', namedCurve: 'P-256' }
const DEVICE = '500116001901A3'

/** Of a tablet of the test's own district: the slip of a row, with other members and other days. */
async function printed(changed: [number, unknown][] = [], years: Partial<typeof YEARS> = {}) {
  const district = await openDistrict()
  const tablet = await crypto.subtle.generateKey(SECRET, false, ['sign'])
  const point = new Uint8Array(await crypto.subtle.exportKey('raw', tablet.publicKey))
  const [{ case: found, at } = rows[0] as Row] = rows
  const payload = new Map([...(await slipPayload(found, guideOf(found), at, code)), ...changed])
  const slip = await writeSigned(
    payload,
    fromBase64url(await district.admit(DEVICE, point)),
    tablet.privateKey,
  )
  const known = new Map<string, DistrictKey>()
  learnKey(known, { ...district.key, ...years })
  return { slip, known }
}

test('a slip counts on the days of the key of the district', async () => {
  const { slip, known } = await printed()
  const day = (await readSlip(slip, known)).issuedAt.slice(0, 10)
  const refused = async (years: Partial<typeof YEARS>) => {
    const other = await printed([], years)
    return refusal(other.slip, other.known)
  }
  expect(await refused({ until: '2021-05-31' })).toBe('expired-credential')
  expect(await refused({ from: '2031-01-01' })).toBe('expired-credential')
  expect(await refused({ from: day, until: day })).toMatchObject({ device: DEVICE })
})

test.each<[string, [number, unknown]]>([
  ['a time that no calendar has', [6, Number.MAX_SAFE_INTEGER]],
  ['a year of five digits', [6, 253_402_300_800]],
  ['a year of five digits in Shanghai', [6, 253_402_272_000]],
  ['a time before year 1', [6, -62_135_596_801]],
  ['a fence that not every program holds', [8, 2n ** 53n]],
  ['an acceptance that no calendar has', [9, ['JS1', Number.MAX_SAFE_INTEGER, 0, 0]]],
  ['a promise that no calendar has', [9, ['JS1', 0, 0, Number.MAX_SAFE_INTEGER]]],
  ['half an acceptance', [9, ['JS1', 0]]],
  ['a number for a case', [1, 7]],
])('%s is no slip', async (_what, changed) => {
  const { slip, known } = await printed([changed])
  expect(await refusal(slip, known)).toBe('not-a-slip')
  expect(await refusal(slip, new Map())).toBe('unknown-key')
})

test('a key that is none is left out', async () => {
  const { slip, known } = await printed()
  for (const kid of known.keys()) learnKey(known, { type: 'key', kid })
  expect(await refusal(slip, known)).toBe('unknown-key')
})
