/** Who is told of which document: of all that are stored, and of each that comes. */

import type { Clearing } from './clearing'
import type { Ground } from './ground'
import type { Connection } from './hub/connection'
import type { Receipts } from './hub/receipts'
import type { Cases } from './known/cases'
import { leaveEscrow } from './local/escrow'
import { follow, type Hearer } from './local/following'

/** What the district publishes. Done when all of it that is stored is known. */
export async function hearDistrict(
  ground: Ground,
  cases: Cases,
  { receipts, hubs }: Pick<Connection, 'receipts' | 'hubs'>,
): Promise<void> {
  const { databases, reference, verifier, keys, unread, life } = ground
  const hearers: Hearer[] = [
    toldTo(reference),
    toldTo(verifier),
    toldTo(keys),
    toldTo(hubs),
    ({ type }) => {
      if (type === 'key') void keys.judged().then(() => receipts.read())
      if (type === 'key' || type === 'sealing-key') void leaveKey(ground).catch(life.failed)
      if (type === 'guide') cases.refold(unread)
    },
  ]
  await follow(databases.reference, hearers, unread, life)
}

/**
 * What is told of cases. Until all that is stored is read, each case is folded and each number given is known,
 * nothing else is written: whoever has something to write, a certificate above all, waits for it.
 */
export function hearSite(
  ground: Ground,
  cases: Cases,
  receipts: Receipts,
  clearing: Clearing,
): Promise<void> {
  const { databases, unread, life, tab, ledger, keys } = ground
  return tab.exclusively(async () => {
    const hearers = [toldTo(cases), toldTo(receipts), toldTo(clearing)]
    const stored = await follow(databases.site, hearers, unread, life)
    await ledger.catchUp(stored)
    await cases.load(unread)
    await keys.judged()
    await receipts.load()
    await clearing.load()
  })
}

function toldTo(hearer: { tell: Hearer }): Hearer {
  return (document) => hearer.tell(document)
}

/** The key of this tablet is left for the district, sealed by each key that is believed. */
async function leaveKey({ device, keys, unlocked, notes, life }: Ground): Promise<void> {
  await keys.judged()
  if (life.signal.aborted) return
  await leaveEscrow(device.device, unlocked.key, await keys.sealingKeys(), notes)
}
