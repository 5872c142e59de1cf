import { expect, test } from 'vitest'
import { NoLongerPossible } from '../../src/casework/desk'
import { accepted, lookedUp, open, pledged, verified } from '../helpers/flows'
import { openWindow, zhaoCouple } from '../helpers/window'

const STATUS = { marital: '初婚', children: 1 }

test('R04: no status proof before the pledge is verified; then it is the office’s own paper', async () => {
  const window = await openWindow()
  const { work, cases } = window
  const id = await accepted(window, 'further-birth')
  await pledged(window, id)
  const proving = work.proveStatus(id, { spouse: 'husband', ...STATUS })
  await expect(proving).rejects.toThrow(NoLongerPossible)
  await verified(window, id)
  const proof = await work.proveStatus(id, { spouse: 'husband', ...STATUS })
  expect(proof).toMatchObject({ basis: 'pledge', issuedOn: '2021-06-14' })
  await work.printed(id, 'status-proof', proof._id)
  expect(cases.all.get(id)).toMatchObject({ proofs: [{ whom: 'husband', printed: true }], violations: [] })
})

test('R03: a look-up that does not fit is settled between offices', async () => {
  const window = await openWindow()
  const { work, cases } = window
  const id = await accepted(window, 'further-birth')
  const lookup = lookedUp(window, id, 'wife', 'mismatch')
  await expect(work.proveStatus(id, { spouse: 'wife', ...STATUS })).rejects.toThrow(NoLongerPossible)
  const said = { office: '白沙镇', contact: '023-00000000', person: '', content: '已更正', corrected: true }
  await work.inquire(id, { lookup, ...said })
  expect(cases.all.get(id)).toMatchObject({ lookups: [{ inquiries: [{ corrected: true }] }], violations: [] })
})

test('R25: of a couple remarried the office proves the children they have in common', async () => {
  const window = await openWindow()
  const { work, cases } = window
  const { wife } = zhaoCouple()
  const id = await accepted(window, 'further-birth', { wife: { ...wife, remarriedAfter: 'death' } })
  await expect(work.proveChildren(id, 0)).rejects.toThrow(NoLongerPossible)
  lookedUp(window, id, 'wife')
  await work.proveChildren(id, 0)
  expect(cases.all.get(id)).toMatchObject({ done: ['children-proof:couple'], violations: [] })
})

test('R33: the committee’s opinion needs a basis, never an errand; then the certificate is issued at once', async () => {
  const window = await openWindow()
  const { work, cases } = window
  const id = await accepted(window, 'only-child')
  await expect(work.issue(id)).rejects.toThrow('R33')
  const opinion = { office: '', content: '' }
  await expect(work.giveOpinion(id, { basis: 'own-residents', ...opinion })).rejects.toThrow('R33')
  await expect(work.giveOpinion(id, { basis: 'phone', ...opinion })).rejects.toThrow('R33')
  await expect(work.giveOpinion(id, { basis: 'lookup', ...opinion })).rejects.toThrow(NoLongerPossible)
  const called = { basis: 'phone', office: '武侯区某社区', content: '情况属实' } as const
  await work.giveOpinion(id, called)
  await work.issue(id)
  expect(cases.all.get(id)).toMatchObject({ state: 'issued', violations: [] })
})

test('R33: an employer’s opinion is the couple’s to choose', async () => {
  const window = await openWindow()
  const id = await open(window, 'only-child', { opinionFrom: 'employer' })
  await window.work.giveOpinion(id, { basis: 'employer-paper', office: '某公司', content: '同意' })
  expect(window.cases.all.get(id)).toMatchObject({ done: ['opinion:couple'], violations: [] })
})
