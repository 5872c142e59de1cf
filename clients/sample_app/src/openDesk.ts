/** The desk of the clerk who is at work: he signs for what is written there, and papers are sealed there. */

import { Desk } from './casework/desk'
import { FactWriter } from './casework/factWriter'
import type { Post } from './domain/roles'
import type { Ground } from './ground'
import type { Connection } from './hub/connection'
import type { Cases } from './known/cases'
import { Declines } from './local/declines'
import { SealedPapers } from './local/sealedPapers'
import { roomLeft } from './local/storage'

/** The tablet is closed: what was still going on in it writes nothing more. */
export class TabletClosed extends Error {}

export async function openDesk(
  ground: Ground,
  post: Post,
  cases: Cases,
  connection: Connection,
): Promise<Desk> {
  const { device, keys, reference, verifier, ledger, clock, notes } = ground
  return new Desk({
    facts: factWriter(ground, post, cases, connection),
    cases,
    reference,
    keys: keys.all,
    device,
    declines: await Declines.load(notes),
    ledger,
    verifier,
    papers: sealedPapers(ground, connection),
    isCopied: () => ledger.isCopied.value,
    isDateSure: () => !clock.clock.needsConfirmation,
  })
}

function factWriter(
  { device, databases, ledger, clock, tab, life, unlocked }: Ground,
  role: Post,
  cases: Cases,
  { sync, receipts }: Connection,
): FactWriter {
  return new FactWriter({
    database: databases.site,
    ledger,
    author: () => ({ ...device, site: device.site.code, clerk: unlocked.person.name, role }),
    clock: clock.clock,
    isOnline: () => sync.state.online,
    exclusively: (work) =>
      tab.exclusively(() => {
        if (life.signal.aborted) throw new TabletClosed()
        return work()
      }),
    recordsOf: (caseId) => cases.recordsOf(caseId),
    ruleAgainst: (fact) => cases.ruleAgainst(fact),
    written: (fact) => {
      receipts.wrote(fact)
      cases.tell(fact)
      clock.mark()
    },
    failed: life.failed,
  })
}

function sealedPapers(
  { databases, device, keys, clock, life }: Ground,
  { paperPost }: Connection,
): SealedPapers {
  return new SealedPapers({
    database: databases.papers,
    site: device.site.code,
    key: () => keys.sealingKey(),
    now: () => clock.clock.now().ms,
    room: roomLeft,
    kept: () => void paperPost.count().catch(life.failed),
  })
}
