/** What happened in a case and when, a line each, as people tell it. */
import type { Case } from '../domain/case'
import { inOrder } from '../domain/fold'
import type { Folded } from '../domain/orders'
import { say, sayWhom, type TextKey, t, WORDS } from '../i18n'

export interface HistoryLine {
  id: string
  at: string
  by: string // who wrote it, or the hub
  site: string
  online: boolean
  text: string
}

interface Telling {
  found: Case
  siteName(code: string): { zh: string; en: string }
}

type Told = { key: string; values?: Record<string, string | number> }

/** The oldest first; what had no effect is left out, and so are ticks and the marks of warnings. */
export function historyOf(records: readonly Folded[], telling: Telling): HistoryLine[] {
  const withoutEffect = new Set(telling.found.violations.map(({ fact }) => fact))
  return inOrder(records)
    .filter(({ _id }) => !withoutEffect.has(_id))
    .flatMap((record) => {
      const told = tell(record, telling)
      return told ? [line(record, t(`history.${told.key}` as TextKey, told.values))] : []
    })
}

function line(record: Folded, text: string): HistoryLine {
  const { _id, at, site } = record
  const isFact = 'clerk' in record
  return { id: _id, at, site, by: isFact ? record.clerk : record.by, online: !isFact || record.online, text }
}

function tell(record: Folded, { found, siteName }: Telling): Told | undefined {
  switch (record.type) {
    case 'application':
      return { key: record.channel === 'online' ? 'applied-online' : 'applied' }
    case 'uploads':
      return { key: 'uploads', values: { n: record.uploads.length } }
    case 'routing':
      return { key: 'routing', values: { site: say(siteName(record.to)) } }
    case 'continuation':
      return { key: 'continuation', values: { site: say(siteName(record.site)) } }
    case 'visit':
      return { key: `visit-${record.purpose}` }
    case 'declaration':
      return { key: 'declaration' }
    case 'notice':
      return { key: 'notice', values: { n: record.n, missing: record.missing.length } }
    case 'acceptance':
      return { key: 'acceptance', values: { no: record.caseNo } }
    case 'decision':
      return { key: record.granted ? 'granted' : 'refused' }
    case 'printing':
      return { key: 'printing', values: { paper: t(`paper.${record.paper}`) } }
    case 'abandonment':
      return { key: 'abandonment' }
    case 'withdrawal':
      return { key: found.issuedAt && record.at > found.issuedAt ? 'withdrawn-later' : 'withdrawn' }
    default:
      return tellOfCertificate(record) ?? tellOfOffice(record, found)
  }
}

/** From its number to its delivery. */
function tellOfCertificate(record: Folded): Told | undefined {
  switch (record.type) {
    case 'certificate':
      return record.supersedes
        ? { key: 'reissued', values: { no: record.certNo, old: record.supersedes } }
        : { key: 'issued', values: { no: record.certNo } }
    case 'spoiled':
      return { key: 'spoiled', values: { no: record.certNo } }
    case 'loss':
      return { key: 'loss', values: { no: record.certNo } }
    case 'void-request':
      return { key: 'void-request', values: { no: record.certNo, why: sayWhy(record.why) } }
    case 'void':
      return { key: 'void', values: { no: record.certNo, why: sayWhy(record.why) } }
    case 'duplicate':
      return { key: 'duplicate', values: { no: record.other } }
    case 'delivery':
      return { key: `delivery-${record.method}` }
    case 'handover':
      return { key: record.strokes.length ? 'handover' : 'handover-unsigned' }
    case 'mailing':
      return { key: 'mailing', values: { carrier: record.carrier, no: record.tracking } }
    case 'tracking':
      return { key: `tracking-${record.state}` }
    case 'rating':
      return { key: 'rating', values: { n: record.stars } }
    default:
      return undefined
  }
}

/** What the office itself obtained. */
function tellOfOffice(record: Folded, found: Case): Told | undefined {
  switch (record.type) {
    case 'pledge':
      return { key: 'pledge', values: { name: found[record.spouse].name } }
    case 'verification':
      return {
        key: record.answered ? 'verification' : 'verification-vain',
        values: { office: record.office },
      }
    case 'lookup':
      return { key: `lookup-${record.result}`, values: { name: found[record.spouse].name } }
    case 'status-proof':
      return { key: 'status-proof', values: { whom: sayWhom(record.spouse), no: record.certNo } }
    case 'children-proof':
    case 'opinion':
      return { key: record.type }
    default:
      return undefined
  }
}

/** Why a certificate is void. */
export function sayWhy(why: string): string {
  const key = `void.${why}`
  return key in WORDS ? t(key as TextKey) : why
}
