/** Telling once of everything that is missing. */

import type { Case } from '../domain/case'
import type { FactOf, MissingEntry } from '../domain/facts'
import { keysToTick } from '../domain/rules'
import type { Desk } from './desk'

export function notices(desk: Desk) {
  return {
    /** Tell them of all that is missing. A second time it can only be less, unless what they declared has changed. */
    notify(caseId: string): Promise<FactOf<'notice'>> {
      return desk.write('notice', caseId, () => {
        const found = desk.standing(caseId, 'draft', 'notified')
        const { guide, notices, shown } = found
        const missing = missingEntries(found)
        return { n: notices.length + 1, guide, missing, shown, change: changeOf(found, missing) }
      })
    },

    missingEntries,
  }

  /** What a notice says of each missing paper. */
  function missingEntries(found: Case): MissingEntry[] {
    const copies = lastShown(found.id)?.copyOnly ?? []
    return found.missing.map(({ key, alternatives }) => {
      const hasCopy = keysToTick(key, alternatives).some((part) => copies.includes(part))
      return { key, reason: hasCopy ? 'copy-only' : 'not-brought' }
    })
  }

  /** The latest ticks of the checklist. */
  function lastShown(caseId: string): FactOf<'materials'> | undefined {
    return desk.parts.cases
      .recordsOf(caseId)
      .filter((record) => record.type === 'materials')
      .sort((left, right) => (left.at < right.at ? 1 : -1))[0]
  }
}

/** The change of facts for which more is missing than the couple was told before; empty when it is not more. */
function changeOf({ notices, declarations }: Case, missing: MissingEntry[]): string {
  const last = notices.at(-1)
  const told = last?.missing.map(({ key }) => key) ?? []
  if (!last || missing.every(({ key }) => told.includes(key))) return ''
  const changes = declarations.filter(({ at, replaces }) => replaces.length && at > last.at)
  return changes.at(-1)?.id ?? ''
}
