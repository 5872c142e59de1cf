/** A forgotten PIN: somebody who works here signs in, and the hub opens what this tablet keeps for the district. */

import { sign, toBase64url } from '../domain/envelope'
import type { Device } from '../local/device'
import { type Escrow, escrowsLeft, keyOf } from '../local/escrow'
import type { Notes } from '../local/notes'
import type { Unlocked } from '../local/people'
import { type HubApi, HubRefusal } from './api'
import { signInToWork } from './ownPassword'
import { personAt } from './signInHere'

const RECOVER = `mutation RecoverTablet($device: ID!, $escrow: String!, $challenge: String!, $signature: String!) {
  recoverTablet(device: $device, escrow: $escrow, challenge: $challenge, signature: $signature) }`

/** Why the key does not come back. `none`: it was never left; `ended`: the device has; `shut`: it does not open. */
export class NotRecovered extends Error {
  constructor(readonly why: 'none' | 'ended' | 'shut') {
    super(why)
  }
}

type Api = Pick<HubApi, 'signIn' | 'challenge' | 'ask'>

/** Throws `OfAnotherSite`, `FirstPassword`, `NotRecovered`, `HubUnreachable`, and `HubRefusal` where the sign-in fails. */
export async function recover(
  username: string,
  password: string,
  device: Device,
  notes: Notes,
  api: Api,
): Promise<Unlocked> {
  const escrows = await escrowsLeft(notes)
  if (!escrows.length) throw new NotRecovered('none')
  const { token, person: signedIn } = await signInToWork(username, password, api)
  const person = personAt(device.site.code, signedIn)
  for (const escrow of escrows) {
    const key = await opened(escrow, device, token, api)
    if (key) return { person, key }
  }
  throw new NotRecovered('shut')
}

/** Nothing where the district has another key by now than this one is for, or gives back another than was left. */
async function opened(
  escrow: Escrow,
  { device, privateKey }: Device,
  token: string,
  api: Api,
): Promise<CryptoKey | undefined> {
  try {
    const challenge = await api.challenge(device)
    const message = new TextEncoder().encode(`yici-recover:${challenge}`)
    const signature = toBase64url(await sign(privateKey, message))
    const given = { device, escrow: escrow.sealed, challenge, signature }
    const { recoverTablet } = await api.ask<{ recoverTablet: string }>(RECOVER, given, token)
    return await keyOf(escrow, recoverTablet)
  } catch (error) {
    if (!(error instanceof HubRefusal)) throw error
    if (error.code === 'bad_request') return undefined
    throw new NotRecovered(error.code === 'forbidden' ? 'ended' : 'shut')
  }
}
