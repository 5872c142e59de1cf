/** Certificates that the township made void, of which the couple have had no word yet. */
import type { Case } from '../domain/case'
import type { Folded } from '../domain/orders'

/** What made one void: the document that its notice shows. */
export interface Untold {
  of: string
  certNo: string
}

/** Whoever has another in its place was told when it was issued. */
export function untoldVoids(found: Case, records: readonly Folded[]): Untold[] {
  const withoutEffect = new Set(found.violations.map(({ fact }) => fact))
  const printed = new Set(
    records
      .filter((record) => record.type === 'printing')
      .filter(({ paper }) => paper === 'void-notice')
      .map(({ of }) => of),
  )
  const untold = records
    .filter((record) => record.type === 'void')
    .filter(({ _id, certNo, why }) => !withoutEffect.has(_id) && isVoidFor(found, certNo, why))
  const numbers = new Set(untold.filter(({ _id }) => printed.has(_id)).map(({ certNo }) => certNo))
  return untold.filter(({ certNo }) => !numbers.has(certNo)).map(({ _id, certNo }) => ({ of: _id, certNo }))
}

function isVoidFor({ certificates }: Case, number: string, why: string): boolean {
  const own = certificates.find(({ certNo }) => certNo === number)
  return own?.void === why && !certificates.some(({ supersedes }) => supersedes === number)
}
