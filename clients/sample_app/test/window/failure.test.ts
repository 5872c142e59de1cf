import { expect, test, vi } from 'vitest'
import { HeldElsewhere, IssuedBefore } from '../../src/casework/certificates'
import { explain } from '../../src/window/failure'
import { accepted, issued } from '../helpers/flows'
import { openWindow } from '../helpers/window'

vi.mock('vant/es/toast', () => ({ showToast: () => {} }))

async function failureOf(work: Promise<unknown>): Promise<string> {
  return work.then(() => 'it worked', explain)
}

test('what has nothing to rest on is not told as a case that has moved on', async () => {
  const window = await openWindow()
  const id = await accepted(window, 'further-birth')
  const proof = { spouse: 'husband', marital: '初婚', children: 1 } as const
  expect(await failureOf(window.work.proveStatus(id, proof))).toContain('还没有可作依据的')
})

test('a case that has moved on is told as one', async () => {
  const window = await openWindow()
  const { id } = await issued(window)
  expect(await failureOf(window.work.issue(id))).toContain('状态已变化')
})

test('why a certificate is not issued is said as it is', () => {
  expect(explain(new IssuedBefore('2021-05'))).toContain('2021-05')
  expect(explain(new HeldElsewhere('held by 500116002901'))).toContain('由别处续办')
})
