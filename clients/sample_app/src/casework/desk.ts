/** What all duties of the office work with: the case as it stands, and the one way to write into it. */

import type { Case, CaseState } from '../domain/case'
import type { DistrictKeys } from '../domain/districtKeys'
import type { FactBodies, FactOf, FactType } from '../domain/facts'
import type { Guide } from '../domain/guides'
import { certificateNumber } from '../domain/numbers'
import type { Cases } from '../known/cases'
import type { Reference } from '../known/reference'
import type { Verifier } from '../known/verifier'
import type { Declines } from '../local/declines'
import type { Device } from '../local/device'
import type { Ledger } from '../local/ledger'
import type { SealedPapers } from '../local/sealedPapers'
import { attemptOf } from './attempts'
import { type Body, type FactWriter, NotAllowed, NotOfShape } from './factWriter'

/** The case has moved on, here or on another tablet, or it never allowed this. Nothing was written. */
export class NoLongerPossible extends Error {}

/** The hub has facts under this tablet's name that another one wrote: it gives no numbers any more. */
export class CopiedTablet extends Error {}

/** Nobody has looked whether today's date is right, and the hub has not told it. */
export class DateNotConfirmed extends Error {}

/** All numbers of this device's blocks of the item are used. */
export class NoNumberLeft extends Error {}

export interface DeskParts {
  facts: FactWriter
  cases: Cases
  reference: Pick<Reference, 'guides' | 'calendars' | 'workingDays' | 'issued'>
  keys: DistrictKeys
  device: Pick<Device, 'device' | 'credential' | 'privateKey'>
  declines: Declines
  ledger: Pick<Ledger, 'acceptedLike'>
  verifier: Pick<Verifier, 'check'>
  papers: Pick<SealedPapers, 'check' | 'keep'>
  /** Whether another tablet writes under this one's name. */
  isCopied(): boolean
  /** Whether a paper can be dated: by the hub, or as the clerk has confirmed. */
  isDateSure(): boolean
}

export class Desk {
  constructor(readonly parts: DeskParts) {}

  /** The case as it stands; throws `NoLongerPossible` when it is not in one of the states (any, if none is named). */
  standing(caseId: string, ...states: CaseState[]): Case {
    const found = this.parts.cases.all.get(caseId)
    if (!found || (states.length && !states.includes(found.state))) {
      throw new NoLongerPossible(`${caseId}: ${found?.state ?? 'unknown'}`)
    }
    return found
  }

  guideOf(found: { guide: string }): Guide {
    const guide = this.parts.reference.guides.get(found.guide)
    if (!guide) throw new NoLongerPossible(`${found.guide} is not on this tablet`)
    return guide
  }

  /**
   * Write one fact of a case. What its case does not allow is not signed and throws `NoLongerPossible`; when it is
   * a rule of the notice that forbids it, the attempt is written down in its stead. `after` is a time elsewhere that
   * the fact follows upon.
   */
  async write<T extends FactType>(
    type: T,
    caseId: string | null,
    body: Body<T>,
    after = '',
  ): Promise<FactOf<T>> {
    const { facts } = this.parts
    try {
      return await facts.write(type, caseId, body, after)
    } catch (error) {
      if (!(error instanceof NotAllowed || error instanceof NotOfShape)) throw error
      const attempt = this.#attempt(error)
      if (attempt) await facts.write('attempt', error.fact.case, attempt)
      if (error instanceof NotAllowed || attempt) throw new NoLongerPossible(error.message, { cause: error })
      throw error
    }
  }

  /** The next number of an item for a paper of a day (ISO date). */
  numberOn(item: string, day: string): { certNo: string; block: string } {
    const { cases, device, isCopied, isDateSure } = this.parts
    if (isCopied()) throw new CopiedTablet(`${device.device} was copied`)
    if (!isDateSure()) throw new DateNotConfirmed(day)
    const next = cases.numbers.next(item)
    if (!next) throw new NoNumberLeft(`the blocks of this device for ${item} are used up`)
    return { certNo: certificateNumber(item, device.device, day, next.serial), block: next.block }
  }

  #attempt(error: NotAllowed | NotOfShape): FactBodies['attempt'] | undefined {
    const found = this.parts.cases.all.get(error.fact.case)
    return found && attemptOf(error, found, this.guideOf(found))
  }
}
