/** What a couple uploaded for an online case: where each paper lies, and which came after the last look. */
import type { Case } from '../domain/case'
import type { Folded } from '../domain/orders'
import { waitsForTheOffice } from './steps'

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

/** An online application that waits for the office: to be looked through, or, of what needs nothing else, issued. */
export function isToBeLookedAt(found: Case): boolean {
  const isReady = found.state === 'accepted' && !waitsForTheOffice(found)
  return found.channel === 'online' && (found.state === 'draft' || isReady)
}

/** Since when the couple wait for an answer: since they applied, or handed in what they were told was missing. */
export function waitsSince({ openedAt, notices }: Case, records: readonly Folded[]): string {
  const told = notices.at(-1)?.at
  const answers = told ? records.filter(({ type, at }) => type === 'uploads' && at > told) : []
  const [first] = answers.map(({ at }) => at).sort()
  return first ?? openedAt
}
