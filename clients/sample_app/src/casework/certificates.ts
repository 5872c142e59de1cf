/** Certificates: issued, printed, spoiled, lost, made void, and issued anew. */

import type { Case, IssuedCertificate } from '../domain/case'
import { fromBase64url } from '../domain/envelope'
import type { FactBodies, FactOf, PaperKind, VoidReason } from '../domain/facts'
import type { Item } from '../domain/guides'
import { type Applying, type IssuedMonth, isListed, issuedToCouple } from '../domain/issued'
import { writeToken } from '../domain/token'
import type { Reason } from '../domain/verification'
import { continuing } from './continuing'
import { type Desk, NoLongerPossible } from './desk'

/** The couple have a certificate of this item already, of `month`: it can be issued anew, not a second time. */
export class IssuedBefore extends NoLongerPossible {
  constructor(readonly month: string) {
    super(`issued in ${month}`)
  }
}

/** Another office went on with the case: what it holds is issued there. */
export class HeldElsewhere extends NoLongerPossible {}

/** Nobody would take the certificate for a good one, were it printed: `why` is what a verifier would say of it. */
export class NotVouchedFor extends NoLongerPossible {
  constructor(readonly why: Reason) {
    super(`its certificate would be judged ${why}`)
  }
}

const PRINTABLE: readonly Reason[] = ['signed', 'no-list']
const MONTHS_LOOKED_AT = 12 // who comes later may come for another child: what is issued twice is found at the hub

type Why = FactBodies['spoiled']['why']
type NumberedItem = FactBodies['spoiled']['item']

export function certificates(desk: Desk) {
  const { device } = desk.parts
  const { isHeldElsewhere } = continuing(desk)
  return {
    /** Take the next number and sign: one fact. The network is not asked. */
    issue(caseId: string): Promise<FactOf<'certificate'>> {
      return desk.write('certificate', caseId, async (today) =>
        signed(await first(here(desk.standing(caseId, 'accepted', 'granted')), today), today, ''),
      )
    },

    issuedBefore,

    /** Anew in the place of one that is lost or void: no paper is asked for. */
    reissue(caseId: string, supersedes: string): Promise<FactOf<'certificate'>> {
      return desk.write('certificate', caseId, (today) =>
        signed(desk.standing(caseId, 'issued', 'closed'), today, supersedes),
      )
    },

    /** A paper came out of the printer. */
    async printed(caseId: string, paper: PaperKind, of: string): Promise<void> {
      await desk.write('printing', caseId, { paper, of })
    },

    /** The sheet of a certificate or a proof came out badly: it stands no more, and can be issued anew. */
    spoil(caseId: string, certNo: string, why: Why): Promise<FactOf<'spoiled'>> {
      return desk.write('spoiled', caseId, () => ({ certNo, why, ...ownNumber(caseId, certNo) }))
    },

    /** A numbered sheet was spoiled before anything stood on it: its number is used up. */
    spoilBlank(caseId: string, item: NumberedItem, why: Why): Promise<FactOf<'spoiled'>> {
      return desk.write('spoiled', caseId, (today) => ({ item, ...desk.numberOn(item, today), why }))
    },

    reportLoss(caseId: string, certNo: string): Promise<FactOf<'loss'>> {
      return desk.write('loss', caseId, { certNo })
    },

    /** Ask the township to make a certificate void. */
    requestVoid(
      caseId: string,
      certNo: string,
      why: VoidReason,
      grounds: string,
    ): Promise<FactOf<'void-request'>> {
      return desk.write('void-request', caseId, { certNo, why, grounds })
    },

    /** The township makes it void. */
    makeVoid(caseId: string, certNo: string, why: VoidReason, grounds: string): Promise<FactOf<'void'>> {
      return desk.write('void', caseId, { certNo, why, grounds })
    },
  }

  /** What another office went on with is issued there: two offices never print one case knowingly. */
  function here(found: Case): Case {
    if (isHeldElsewhere(found)) throw new HeldElsewhere(`${found.id} is held by ${found.heldBy}`)
    return found
  }

  /** Nobody in the district has issued one to this couple of late, as far as this tablet can know. */
  async function first(found: Case, today: string): Promise<Case> {
    const month = await issuedBefore(found, today)
    if (month) throw new IssuedBefore(month)
    return found
  }

  /**
   * The month, of the last twelve, in which the couple of a case got a certificate of its item that is in force, by
   * the cases of this tablet or by the published lists; empty for none. What this tablet knows to be void is no
   * hindrance, though the list is older than that.
   */
  async function issuedBefore(found: Applying, today: string): Promise<string> {
    const { item, husband, wife } = found
    const since = monthLookedBackTo(today)
    const known = issuedToCouple(desk.parts.cases.all.values(), found)
    const standing = known.find((one) => !one.void)?.issuedOn.slice(0, 7) ?? ''
    if (standing > since) return standing
    for (const list of monthsSince(desk.parts.reference.issued, since)) {
      const own = known.filter(({ issuedOn }) => issuedOn.startsWith(list.month))
      if (own.length && own.every((one) => one.void)) continue
      if (await isListed(list, item, husband.idNo, wife.idNo)) return list.month
    }
    return ''
  }

  async function signed(found: Case, today: string, supersedes: string): Promise<FactBodies['certificate']> {
    const { item, husband, wife, children } = found
    const number = desk.numberOn(item, today)
    const certificate = { item, ...number, issuedOn: today, husband, wife, children, supersedes }
    const credential = fromBase64url(device.credential)
    const token = await writeToken(certificate, credential, device.privateKey)
    const { reason } = await desk.parts.verifier.check(token)
    if (!PRINTABLE.includes(reason)) throw new NotVouchedFor(reason)
    return { ...certificate, token }
  }

  /** Where a number that this device gave in a case comes from; another's sheets it cannot spoil. */
  function ownNumber(caseId: string, certNo: string): { item: NumberedItem; block: string } {
    const { cases } = desk.parts
    const own = cases
      .recordsOf(caseId)
      .filter((record) => record.type === 'certificate' || record.type === 'status-proof')
      .find((sheet) => sheet.device === device.device && sheet.certNo === certNo)
    if (!own) throw new NoLongerPossible(`${certNo} was not issued here`)
    return { item: own.type === 'certificate' ? (own.item as Item) : own.type, block: own.block }
  }
}

/** The certificate of a case that is in force: the latest, should there be several. */
export function inForce({ certificates }: Pick<Case, 'certificates'>): IssuedCertificate | undefined {
  return certificates.findLast((one) => !one.void)
}

/** The month after which it counts. */
function monthLookedBackTo(today: string): string {
  const [year = 0, month = 0] = today.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1 - MONTHS_LOOKED_AT, 1)).toISOString().slice(0, 7)
}

/** The lists of the months after one, the latest first. */
function monthsSince(lists: ReadonlyMap<string, IssuedMonth>, since: string): IssuedMonth[] {
  return [...lists.values()]
    .filter((list) => list.month > since)
    .sort((one, other) => (one.month < other.month ? 1 : -1))
}
