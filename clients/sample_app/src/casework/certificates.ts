/** Certificates: issued, printed, spoiled, lost, made void, and issued anew. */
import { fromBase64url } from '../domain/envelope'
import { writeToken } from '../domain/token'
import type { Case, FactBodies, FactOf, Item, PaperKind, VoidReason } from '../domain/types'
import { type Desk, NoLongerPossible } from './desk'

type Why = FactBodies['spoiled']['why']

export function certificates(desk: Desk) {
  const { device } = desk.parts
  return {
    /** Take the next number and sign: one fact. The network is not asked. */
    issue(caseId: string): Promise<FactOf<'certificate'>> {
      return desk.write('certificate', caseId, (today) =>
        signed(desk.standing(caseId, 'accepted', 'granted'), today, ''),
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

    /** The sheet of a certificate came out badly: it stands no more, and can be issued anew. */
    spoil(caseId: string, certNo: string, why: Why): Promise<FactOf<'spoiled'>> {
      return desk.write('spoiled', caseId, () => {
        const { item } = desk.standing(caseId)
        return { item: item as Item, certNo, block: ownBlock(caseId, certNo), why }
      })
    },

    /** A numbered sheet was spoiled before anything stood on it: its number is used up. */
    spoilBlank(caseId: string, item: FactBodies['spoiled']['item'], why: Why): Promise<FactOf<'spoiled'>> {
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

  async function signed(found: Case, today: string, supersedes: string): Promise<FactBodies['certificate']> {
    const { item, husband, wife, children } = found
    const number = desk.numberOn(item, today)
    const certificate = { item, ...number, issuedOn: today, husband, wife, children, supersedes }
    const credential = fromBase64url(device.credential)
    return { ...certificate, token: await writeToken(certificate, credential, device.privateKey) }
  }

  /** The block of a certificate that this device issued; another's sheets it cannot spoil. */
  function ownBlock(caseId: string, certNo: string): string {
    const own = desk.parts.cases.own('certificate').find((one) => one.certNo === certNo)
    if (own?.case !== caseId) throw new NoLongerPossible(`${certNo} was not issued here`)
    return own.block
  }
}
