import { expect, test } from 'vitest'
import type { DistrictKeys } from '../../src/domain/districtKeys'
import { fromBase64url } from '../../src/domain/envelope'
import { areTheDistricts, type RevocationsDocument } from '../../src/domain/revocations'
import { headlineOf, judgeNumber, judgeToken, statusOf } from '../../src/domain/verification'
import { vectors } from './vectors'

const file = vectors<{
  keys: { kid: string; publicKey: string; from: string; until: string }[]
  revocations: RevocationsDocument[]
  rows: {
    name: string
    text: string
    number: string
    status: string
    reason: string
    asOf: string
    certNo: string
    issuedOn: string
    people: string[]
  }[]
  numbers: { number: string; reason: string; asOf: string }[]
}>('verifications')
const keys: DistrictKeys = new Map(
  file.keys.map(({ kid, publicKey, from, until }) => [kid, { point: fromBase64url(publicKey), from, until }]),
)

async function lists(): Promise<RevocationsDocument[]> {
  const good = await Promise.all(file.revocations.map((one) => areTheDistricts(one, keys)))
  return file.revocations.filter((_, at) => good[at])
}

test('of three lists, one is the district’s', async () => {
  expect((await lists()).map(({ township }) => township)).toEqual(['500116001'])
})

test.each(file.rows)('$name: $status, $reason', async ({ text, number, ...expected }) => {
  const { reason, shown, asOf } = await judgeToken(text, keys, await lists(), number)
  expect({
    name: expected.name,
    status: statusOf(reason),
    reason,
    asOf,
    certNo: shown?.number ?? '',
    issuedOn: shown?.issuedOn ?? '',
    people: shown?.people ?? [],
  }).toEqual(expected)
})

test.each(file.numbers)('the number $number alone: $reason', async ({ number, reason, asOf }) => {
  expect(await judgeNumber(number, await lists())).toEqual({ reason, shown: null, asOf })
})

test('a reason stands under the words of its status unless it has its own', () => {
  expect(headlineOf('number-only').zh).toBe('待核实')
  expect(headlineOf('not-a-number').zh).toBe('查无此号')
})
