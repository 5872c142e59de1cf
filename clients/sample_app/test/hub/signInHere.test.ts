import { expect, test } from 'vitest'
import { OfAnotherSite, signInHere } from '../../src/hub/signInHere'

const SITE = '500116001901'
const DESK = '500116001000'

const signIn = (role: string, area: string, site: string) =>
  signInHere('wu', 'password', site, {
    async signIn(name) {
      return { token: 't', expiresAt: '', person: { name, displayName: '吴经办', role, area } }
    },
  })

test.each([
  ['clerk', SITE, SITE],
  ['township', '500116001', DESK],
])('a %s works with the tablets of the own site', async (role, area, site) => {
  expect(await signIn(role, area, site)).toEqual({ name: 'wu', displayName: '吴经办', role })
})

test.each([
  ['clerk', '500116002901', SITE],
  ['clerk', SITE, DESK],
  ['township', '500116001', SITE],
  ['administrator', '500116', SITE],
  ['auditor', SITE, SITE],
])('a %s of %s does not work with a tablet of %s', async (role, area, site) => {
  await expect(signIn(role, area, site)).rejects.toThrow(OfAnotherSite)
})
