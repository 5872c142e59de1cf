/** Which papers can be printed of a case as it stands: what has no effect, and what is void, is none. */
import type { Case } from '../domain/case'
import type { PaperKind } from '../domain/facts'
import type { Folded } from '../domain/orders'

export interface CasePaper {
  kind: PaperKind
  of: string // the fact or order that it shows
  at: string
  printed: number // how often it came out of a printer
}

/** The oldest first. */
export function papersOf(found: Case, records: readonly Folded[]): CasePaper[] {
  const withoutEffect = new Set(found.violations.map(({ fact }) => fact))
  const printings = records.filter((record) => record.type === 'printing')
  return records
    .filter(({ _id }) => !withoutEffect.has(_id))
    .flatMap((record) => kindsOf(record, found).map((kind) => ({ kind, of: record._id, at: record.at })))
    .map((paper) => ({
      ...paper,
      printed: printings.filter((one) => one.of === paper.of && one.paper === paper.kind).length,
    }))
    .sort((one, other) => (`${one.at} ${one.of}` < `${other.at} ${other.of}` ? -1 : 1))
}

function kindsOf(record: Folded, found: Case): PaperKind[] {
  switch (record.type) {
    case 'notice':
      return [record.type]
    case 'opinion':
      return found.proofs.findLast(({ kind }) => kind === 'opinion')?.id === record._id ? [record.type] : []
    case 'status-proof':
      return found.spoiled.some(({ certNo }) => certNo === record.certNo) ? [] : [record.type]
    case 'acceptance':
      return found.acceptance === record._id ? ['receipt'] : []
    case 'pledge':
      return isVerified(record._id, found) ? ['pledge', 'verification'] : ['pledge']
    case 'verification':
      return record.method === 'letter' && !record.answered ? ['letter'] : []
    case 'decision':
      return record.granted ? [] : ['refusal']
    case 'certificate':
      return ofCertificate(record._id, found)
    case 'void':
      return ['void-notice']
    default:
      return []
  }
}

function isVerified(pledge: string, { pledges }: Case): boolean {
  return pledges.some(({ id, attempts }) => id === pledge && attempts.length > 0)
}

function ofCertificate(id: string, { certificates }: Case): PaperKind[] {
  const own = certificates.find((one) => one.id === id)
  if (!own) return []
  const certificate: PaperKind[] = own.void ? [] : ['certificate']
  return own.supersedes ? [...certificate, 'void-notice'] : certificate
}
