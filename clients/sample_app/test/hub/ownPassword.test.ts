import { expect, test, vi } from 'vitest'
import { HubRefusal, HubUnreachable } from '../../src/hub/api'
import { chooseOwn, FirstPassword, signInToWork } from '../../src/hub/ownPassword'
import { signInHere } from '../../src/hub/signInHere'

const SITE = '500116001901'
const TOO_SHORT = { zh: '密码至少 8 个字符', en: 'too short' }
const FIRST = new FirstPassword('t', 'k7mp-29xr-hd4w')

const hub = (mustChangePassword: boolean) => ({
  async signIn(name: string) {
    const person = { name, displayName: '吴经办', role: 'clerk', area: SITE, mustChangePassword }
    return { token: 't', expiresAt: '', person }
  },
})
const answering = (...problems: object[]) => vi.fn(async () => ({ changePassword: { problems } }) as never)
const failing = (error: Error) => ({ ask: () => Promise.reject(error) })

test('a first password lets nobody work on a tablet', async () => {
  const asked = signInHere('wu', FIRST.password, SITE, hub(true))
  await expect(asked).rejects.toMatchObject({ token: 't', password: FIRST.password })
  await expect(asked).rejects.toThrow(FirstPassword)
})

test('one’s own does', async () => {
  expect((await signInToWork('wu', 'a password of mine', hub(false))).person.name).toBe('wu')
})

test('the own one is chosen with the first one, and what is wrong with it is told', async () => {
  const ask = answering(TOO_SHORT)
  expect(await chooseOwn('short', FIRST, { ask })).toEqual(TOO_SHORT)
  expect(ask).toHaveBeenCalledWith(expect.any(String), { old: FIRST.password, new: 'short' }, 't')
  expect(await chooseOwn('a password of mine', FIRST, { ask: answering() })).toBeUndefined()
})

test('one that was chosen while the answer was lost is tried at the next sign-in', async () => {
  expect(
    await chooseOwn('a password of mine', FIRST, failing(new HubRefusal('', 'unauthorized'))),
  ).toBeUndefined()
})

test('without a network nothing is said to be chosen', async () => {
  await expect(chooseOwn('a password of mine', FIRST, failing(new HubUnreachable()))).rejects.toThrow(
    HubUnreachable,
  )
})
