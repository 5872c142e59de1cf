/** A couple comes: their case is opened, what they say and show is noted, and taken back when it was wrong. */

import type { Case, Tick } from '../domain/case'
import { ticksSinceTold } from '../domain/caseGuards'
import type { Guide } from '../domain/guides'
import { same } from '../domain/logic'
import type { Couple } from '../domain/people'
import { declaredFacts, declaredMembers, requirements } from '../domain/rules'
import type { Desk } from './desk'

export function intake(desk: Desk) {
  return {
    /**
     * Open a case of a couple who are at the window; the answer is its id. When the tablet was cut off while it was
     * opened, it is the case begun then.
     */
    async open(guide: Guide, couple: Couple): Promise<string> {
      const declared = {
        item: guide.item,
        guide: guide._id,
        channel: 'window',
        ...declaredMembers(couple),
      } as const
      await desk.parts.cases.whole
      const id = begun(declared) ?? (await desk.write('application', null, declared)).case
      if (!desk.standing(id).visits.length) await desk.write('visit', id, { purpose: 'apply' })
      return id
    },

    /** They have come again. */
    async comeBack(caseId: string): Promise<void> {
      await desk.write('visit', caseId, () => {
        const { acceptedAt, visits } = desk.standing(caseId)
        if (!visits.length) return { purpose: 'apply' } // the tablet was cut off while the case was opened
        return { purpose: acceptedAt ? 'collect' : 'supplement' }
      })
    },

    /** What they said has changed, or two tablets took it down differently and a person has seen both. */
    async declare(caseId: string, couple: Couple): Promise<void> {
      await desk.write('declaration', caseId, () => {
        const found = desk.standing(caseId)
        return { replaces: standing(found), guide: found.guide, ...declaredMembers(couple) }
      })
    },

    /** What they have shown; `shown` and `copyOnly` hold keys of the guide. */
    async show(caseId: string, shown: string[], copyOnly: string[]): Promise<void> {
      await desk.write('materials', caseId, () => {
        const { guide } = desk.standing(caseId)
        return { guide, shown, copyOnly }
      })
    },

    /** These papers were ticked by mistake. Of what a notice told since, nothing is taken back. */
    async untick(caseId: string, keys: string[]): Promise<void> {
      await desk.write('untick', caseId, () => {
        const ticks = ticksOf(desk.standing(caseId), keys)
        return { of: ticks.map(({ id }) => id), keys }
      })
    },

    mayUntick,

    /** Everything the guide asks of this couple, shown or not. */
    asked(found: Case) {
      return requirements(desk.guideOf(found), declaredFacts(found))
    },

    /** They want it no more. Once a certificate is issued, it takes a request to make that void. */
    async withdraw(caseId: string): Promise<void> {
      await desk.write('withdrawal', caseId, () => {
        desk.standing(caseId, 'draft', 'notified', 'accepted', 'in-review', 'granted')
        return {}
      })
    },
  }

  /** The case that this tablet opened with the same words, when nothing was done in it since. */
  function begun(declared: Couple & { item: string; guide: string }): string | undefined {
    const { cases } = desk.parts
    const isUntouched = (id: string) =>
      cases.recordsOf(id).every(({ type }) => type === 'application' || type === 'visit')
    return cases
      .own('application')
      .filter(({ item, guide }) => item === declared.item && guide === declared.guide)
      .filter((one) => same(declaredMembers(one), declaredMembers(declared)))
      .find((one) => isUntouched(one.case))?.case
  }
}

/** Whether a paper that was shown can be asked for again: no notice says so, and no other office's slip. */
export function mayUntick(found: Case, key: string): boolean {
  const since = ticksSinceTold(found)
  return ticksOf(found, [key]).every((tick) => since.includes(tick) && tick.id.startsWith('materials:'))
}

function ticksOf({ ticks }: Case, keys: string[]): Tick[] {
  return ticks.filter(({ shown }) => shown.some((key) => keys.includes(key)))
}

/** The declarations that no other has replaced. */
function standing({ declarations }: Case): string[] {
  const replaced = declarations.flatMap(({ replaces }) => replaces)
  return declarations.map(({ id }) => id).filter((id) => !replaced.includes(id))
}
