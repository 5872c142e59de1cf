/** A case that another office has begun goes on here, by the slip on the couple's notice or receipt. */

import type { Case } from '../domain/case'
import { fromBase64url } from '../domain/envelope'
import type { Couple } from '../domain/people'
import { declaredMembers } from '../domain/rules'
import { writeSigned } from '../domain/sign1'
import {
  BadSlip,
  coupleCheck,
  readSlip,
  type Slip,
  type SlipFault,
  saidBy,
  slipPayload,
} from '../domain/slip'
import { statusCode } from '../domain/statusLink'
import { tokenIn } from '../domain/verification'
import type { Desk } from './desk'

export type Hindrance = SlipFault | 'no-guide' | 'used-before' | 'used-here' | 'other-couple' | 'issued'

/** The case does not go on here by this slip. Nothing was written. */
export class CannotContinue extends Error {
  /** `caseId` is of the case that stands on this tablet. */
  constructor(
    readonly why: Hindrance,
    readonly caseId = '',
  ) {
    super(why)
  }
}

export function continuing(desk: Desk) {
  const { cases, device, keys, reference } = desk.parts
  const own = device.device.slice(0, 12)
  return {
    /** What the QR of a paper says, signed now; `fact` is what the paper shows. */
    async slip(found: Case, ms: number, fact: { sig: string }): Promise<string> {
      const payload = await slipPayload(found, desk.guideOf(found), ms, statusCode(fact))
      return writeSigned(payload, fromBase64url(device.credential), device.privateKey)
    },

    readSlip: read,

    isCoupleOf,

    /** Go on with the case of the couple who hold the slip; the answer is its id. */
    async carryOn(text: string, couple: Couple): Promise<string> {
      const { slip } = await read(text)
      if (slip.certNo) throw new CannotContinue('issued')
      if (!(await isCoupleOf(slip, couple.husband.idNo, couple.wife.idNo))) {
        throw new CannotContinue('other-couple')
      }
      const said = saidBy(slip, desk.guideOf(slip))
      const body = { slip: tokenIn(text), ...said, ...declaredMembers(couple) }
      await desk.write('continuation', slip.case, body, slip.issuedAt)
      return slip.case
    },

    /** Whether another office holds a case that needs no decision: what is issued, is issued there. */
    isHeldElsewhere: ({ fence, heldBy, state }: Case) =>
      fence > 0 && heldBy !== own && !['granted', 'issued', 'closed'].includes(state),
  }

  /** What a slip says, and what is still missing by it. Throws `CannotContinue`. */
  async function read(text: string): Promise<{ slip: Slip; missing: string[]; shown: string[] }> {
    const slip = await readSlip(tokenIn(text), keys).catch((error) => {
      throw error instanceof BadSlip ? new CannotContinue(error.why) : error
    })
    const guide = reference.guides.get(slip.guide)
    if (!guide) throw new CannotContinue('no-guide')
    const here = cases.all.get(slip.case)
    if (here && here.fence > slip.fence) {
      throw new CannotContinue(here.heldBy === own ? 'used-here' : 'used-before', here.id)
    }
    const said = saidBy(slip, guide)
    return { slip, missing: said.missing.map(({ key }) => key), shown: said.shown }
  }
}

/** Whether the identity numbers are those of the couple who hold the slip. */
async function isCoupleOf(slip: Slip, one: string, other: string): Promise<boolean> {
  const check = await coupleCheck(slip.case, one, other)
  return check.every((byte, n) => byte === slip.check[n])
}
