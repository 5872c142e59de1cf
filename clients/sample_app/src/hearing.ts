/** Who is told of which document: of all that are stored, before the tablet is used, and of each that comes. */
import type { Cases } from './cases'
import type { Ground } from './ground'
import type { Receipts } from './hub/receipts'
import { leaveEscrow } from './local/escrow'
import { follow, type Hearer } from './local/following'

/** Done when all that is stored is read: each case is folded by then, and each number given is known. */
export async function hearAll(ground: Ground, cases: Cases, receipts: Receipts): Promise<void> {
  const { databases, unread, life, tab, ledger, keys } = ground
  await follow(databases.reference, ofTheDistrict(ground, cases, receipts), unread, life)
  const stored = await tab.exclusively(() =>
    follow(databases.site, [toldTo(cases), toldTo(receipts)], unread, life),
  )
  await ledger.catchUp(stored)
  cases.load(unread)
  await keys.judged()
  await receipts.load()
}

function ofTheDistrict(ground: Ground, cases: Cases, receipts: Receipts): Hearer[] {
  const { reference, verifier, keys, unread, life } = ground
  return [
    toldTo(reference),
    toldTo(verifier),
    toldTo(keys),
    ({ type }) => {
      if (type === 'key') void keys.judged().then(() => receipts.read())
      if (type === 'key' || type === 'sealing-key') void leaveKey(ground).catch(life.failed)
      if (type === 'guide') cases.refold(unread)
    },
  ]
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
