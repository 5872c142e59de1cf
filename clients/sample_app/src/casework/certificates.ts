/** Certificates: issued, printed, spoiled, lost, made void, and issued anew. */

import type { Case } from '../domain/case'
import { fromBase64url } from '../domain/envelope'
import type { FactBodies, FactOf, PaperKind, VoidReason } from '../domain/facts'
import type { Item } from '../domain/guides'
import { writeToken } from '../domain/token'
import { continuing } from './continuing'
import { type Desk, NoLongerPossible } from './desk'

type Why = FactBodies['spoiled']['why']
type NumberedItem = FactBodies['spoiled']['item']

export function certificates(desk: Desk) {
  const { device } = desk.parts
  const { isHeldElsewhere } = continuing(desk)
  return {
    /** Take the next number and sign: one fact. The network is not asked. */
    issue(caseId: string): Promise<FactOf<'certificate'>> {
      return desk.write('certificate', caseId, (today) =>
        signed(here(desk.standing(caseId, 'accepted', 'granted')), today, ''),
      )
    },

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
    if (isHeldElsewhere(found)) throw new NoLongerPossible(`${found.id} is held by ${found.heldBy}`)
    return found
  }

  async function signed(found: Case, today: string, supersedes: string): Promise<FactBodies['certificate']> {
    const { item, husband, wife, children } = found
    const number = desk.numberOn(item, today)
    const certificate = { item, ...number, issuedOn: today, husband, wife, children, supersedes }
    const credential = fromBase64url(device.credential)
    return { ...certificate, token: await writeToken(certificate, credential, device.privateKey) }
  }

  /** Where a number that this device gave in a case comes from; another's sheets it cannot spoil. */
  function ownNumber(caseId: string, certNo: string): { item: NumberedItem; block: string } {
    const { cases } = desk.parts
    const sheets = [...cases.own('certificate'), ...cases.own('status-proof')]
    const own = sheets.find((sheet) => sheet.case === caseId && sheet.certNo === certNo)
    if (!own) throw new NoLongerPossible(`${certNo} was not issued here`)
    return { item: own.type === 'certificate' ? (own.item as Item) : own.type, block: own.block }
  }
}
