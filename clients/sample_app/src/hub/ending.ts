/** What a tablet does when the district says that it has ended: it remembers, and holds nothing if so told. */

import type { DistrictKeys } from '../domain/districtKeys'
import { type Ending, endingIsGood } from '../domain/ending'
import { type Device, DeviceToken } from '../local/device'
import { type Life, whenClosed } from '../local/life'
import type { Notes } from '../local/notes'
import { HubApi, HubUnreachable } from './api'

const ENDING = 'ending'
const ASKED_EVERY_MS = 10 * 60_000
const ANY_TIME = new HubApi({ heardTime: () => {} })

type Api = Pick<HubApi, 'challenge' | 'renew'>

/** The district's word, once it was heard; the tablet stays shut with it, with a network or without. */
export function heardEnding(notes: Notes): Promise<Ending | undefined> {
  return notes.get<Ending>(ENDING)
}

/** Keep the word if it is the district's. */
export async function hearEnding(
  ending: Ending,
  asked: string,
  device: string,
  keys: DistrictKeys,
  notes: Notes,
): Promise<boolean> {
  if (!(await endingIsGood(ending, device, asked, keys))) return false
  await notes.set(ENDING, ending)
  return true
}

export type Readmission = 'yes' | 'no' | 'unreachable'

/** Whether the hub admits the tablet again; with "yes" it is forgotten that it had ended. */
export async function askReadmission(
  device: Device,
  notes: Notes,
  api: Api = ANY_TIME,
): Promise<Readmission> {
  const token = new DeviceToken(device, api, notes, async () => {})
  try {
    if (!(await token.renew())) return 'no'
  } catch (error) {
    if (error instanceof HubUnreachable) return 'unreachable'
    throw error
  }
  await notes.delete(ENDING)
  return 'yes'
}

/**
 * A locked tablet replicates nothing, but asks the hub for a token now and then, and so hears its end. `keys` reads
 * those of the district that it believes: they are in clear, as the device's own key is.
 */
export function listenForEnding(
  device: Device,
  keys: () => Promise<DistrictKeys>,
  notes: Notes,
  { signal, ended }: Pick<Life, 'signal' | 'ended'>,
  api: Api = ANY_TIME,
): void {
  const token = new DeviceToken(device, api, notes, async (ending, asked) => {
    const isHeard = await hearEnding(ending, asked, device.device, await keys(), notes)
    if (isHeard && !signal.aborted) ended(ending)
  })
  const ask = () => {
    token.renew().catch((error) => {
      if (!(error instanceof HubUnreachable)) console.error(error)
    })
  }
  const asking = setInterval(ask, ASKED_EVERY_MS)
  window.addEventListener('online', ask)
  whenClosed(signal, () => {
    clearInterval(asking)
    window.removeEventListener('online', ask)
  })
  ask()
}
