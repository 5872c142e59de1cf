import { expect, test } from 'vitest'
import { type DistrictKey, learnKey } from '../../src/domain/districtKeys'
import { Verifier } from '../../src/known/verifier'
import type { StoredDocument } from '../../src/local/store'
import { vectors } from '../domain/vectors'

const file = vectors<{
  keys: object[]
  revocations: { township: string }[]
  rows: { name: string; text: string; reason: string }[]
  numbers: { number: string; reason: string }[]
}>('verifications')
const text = (name: string) => file.rows.find((row) => row.name === name)?.text ?? ''

function verifier(...lists: object[]): Verifier {
  const keys = new Map<string, DistrictKey>()
  for (const key of file.keys) learnKey(keys, key)
  const held = new Verifier(keys)
  for (const list of lists) held.tell(list as StoredDocument)
  return held
}

const [own, , forged] = file.revocations as [object, object, object]

test('what is pasted is judged by the lists that the tablet holds', async () => {
  const held = verifier(own)
  expect(await held.check(` ${text('good').toLowerCase()} `)).toMatchObject({
    reason: 'signed',
    shown: { people: { length: 4 } },
  })
  expect((await held.check(text('the whole address'))).reason).toBe('signed')
  expect((await held.check(text('void'))).reason).toBe('void')
})

test('a newer list takes the place of the one before; one that is not the district’s counts as none', async () => {
  const held = verifier(own)
  held.tell({ ...own, void: '' } as unknown as StoredDocument)
  expect((await held.check(text('void'))).reason).toBe('no-list')
  expect((await verifier(forged).check(text('of a township without a list'))).reason).toBe('no-list')
})

test('before the first sync nobody is known', async () => {
  expect((await new Verifier(new Map()).check(text('good'))).reason).toBe('unknown-key')
})

test.each(file.numbers)('the number $number is typed: $reason', async ({ number, reason }) => {
  expect((await verifier(own).check(number.toLowerCase())).reason).toBe(reason)
})
