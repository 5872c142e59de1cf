/** What a couple uploaded for an online case: where each paper lies, and which came after the last look. */
import type { Case } from '../domain/case'
import type { Folded } from '../domain/orders'

export interface Uploaded {
  key: string
  paper: string
  site: string // whose database of papers it is in
  isNew: boolean // it came after the last notice
}

export function uploadsOf(found: Case, records: readonly Folded[]): Uploaded[] {
  const told = found.notices.at(-1)?.at ?? ''
  return found.uploads.map(({ key, paper }) => {
    const from = records.find(
      (record) => 'uploads' in record && record.uploads.some((one) => one.paper === paper),
    )
    return { key, paper, site: from?.site ?? found.site, isNew: told !== '' && (from?.at ?? '') > told }
  })
}

/** An online application that somebody of the office has still to look through. */
export function isToBeLookedAt({ channel, state }: Case): boolean {
  return channel === 'online' && state === 'draft'
}
