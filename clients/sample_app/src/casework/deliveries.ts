/** How the certificate comes to the couple, and what they thought of it all. */
import type { DeliveryMethod, FactBodies, FactOf, Strokes } from '../domain/facts'
import { inForce } from './certificates'
import { type Desk, NoLongerPossible } from './desk'

export function deliveries(desk: Desk) {
  return {
    /** The applicants choose. `address` names a paper of the site where an address is kept; empty where none is. */
    chooseDelivery(caseId: string, method: DeliveryMethod, address = ''): Promise<FactOf<'delivery'>> {
      return desk.write('delivery', caseId, { method, address })
    },

    handOver(caseId: string, strokes: Strokes): Promise<FactOf<'handover'>> {
      return desk.write('handover', caseId, () => {
        const certNo = numberInForce(caseId)
        const found = desk.standing(caseId)
        const offered = desk.guideOf(found).delivery[found.channel] ?? []
        const atOnce = offered.includes('on-the-spot') && found.delivery !== 'pick-up'
        return { certNo, method: atOnce ? 'on-the-spot' : 'pick-up', papersReturned: true, strokes }
      })
    },

    mail(caseId: string, carrier: string, tracking: string): Promise<FactOf<'mailing'>> {
      return desk.write('mailing', caseId, () => ({ certNo: numberInForce(caseId), carrier, tracking }))
    },

    /** What became of a letter. */
    track(caseId: string, tracking: FactBodies['tracking']): Promise<FactOf<'tracking'>> {
      return desk.write('tracking', caseId, tracking)
    },

    /** 好差评, one to five stars. */
    rate(caseId: string, stars: number): Promise<FactOf<'rating'>> {
      return desk.write('rating', caseId, { stars })
    },
  }

  function numberInForce(caseId: string): string {
    const certificate = inForce(desk.standing(caseId))
    if (!certificate) throw new NoLongerPossible('nothing is in force')
    return certificate.certNo
  }
}
