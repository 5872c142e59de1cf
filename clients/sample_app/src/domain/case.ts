/** The case that is folded from the documents that travel between this tablet and the hub. */

import type { DeliveryMethod, FactOf, MissingEntry } from './facts'
import type { Homework, Requirement } from './guides'
import type { OrderOf, Upload } from './orders'
import type { Couple, Spouse } from './people'
import { declaredMembers } from './rules'

const SITE_DIGITS = 12

export type CaseState =
  | 'none'
  | 'draft'
  | 'notified'
  | 'accepted'
  | 'in-review'
  | 'granted'
  | 'refused'
  | 'issued'
  | 'closed'
  | 'withdrawn'
  | 'abandoned'

export interface Visit {
  n: number
  at: string
  site: string
  device: string
  clerk: string
  online: boolean
  purpose: string
}

export type PledgeStatus =
  | 'unverified'
  | 'verifying'
  | 'unreachable'
  | 'consistent'
  | 'disputed' // found false by one person, not yet by a second
  | 'false'
  | 'corrected' // an honest error, put right
  | 'withdrawn'
  | 'barred' // of somebody who has pledged falsely in another case

export interface Pledge {
  id: string
  spouse: Spouse
  at: string
  status: PledgeStatus
  attempts: { id: string; at: string; method: string; answered: boolean }[]
  conclusion: { id: string; at: string; by: string; result: string; confirmedAt: string } | null
}

export interface LookUp {
  id: string
  at: string
  spouse: Spouse
  result: 'consistent' | 'mismatch' | 'no-record'
  inquiries: { id: string; at: string; corrected: boolean }[] // one office asked another, never an applicant
}

export interface Declaration {
  id: string
  at: string
  replaces: string[]
  declared: Couple
}

/** What one look at their papers has shown. */
export interface Tick {
  id: string
  at: string
  shown: string[]
}

export interface IssuedCertificate {
  id: string
  certNo: string
  issuedOn: string
  at: string
  online: boolean
  supersedes: string
  token: string
  printed: boolean
  void: string // why; empty while it is in force
  lost: boolean
  handedOver: boolean
}

export interface Case extends Couple {
  id: string
  item: string
  guide: string
  channel: string
  site: string
  handledBy: string
  heldBy: string // the office that went on with it last
  fence: number // how often another office went on with it
  state: CaseState
  caseNo: string
  acceptance: string
  openedAt: string
  acceptedAt: string
  decidedAt: string
  issuedAt: string
  closedAt: string
  workingDays: number
  dueOn: string
  declarations: Declaration[]
  conflict: string[]
  ticks: Tick[]
  shown: string[]
  missing: Requirement[]
  uploads: Upload[]
  copies: (Upload & { site: string })[]
  homework: (Homework & { done: boolean })[]
  done: string[]
  visits: Visit[]
  notices: { id: string; n: number; at: string; missing: MissingEntry[]; change: string; printed: boolean }[]
  pledges: Pledge[]
  lookups: LookUp[]
  proofs: {
    id: string
    at: string
    kind: string
    whom: string
    basis: string
    certNo: string
    printed: boolean
  }[]
  decision: { id: string; by: string; granted: boolean; reason: string; grounds: string } | null
  certificates: IssuedCertificate[]
  spoiled: { certNo: string; why: string }[]
  delivery: '' | DeliveryMethod
  address: string
  mailings: { at: string; certNo: string; carrier: string; tracking: string; state: string }[]
  stars: number
  voidRequests: { id: string; certNo: string; why: string }[]
  duplicates: { id: string; certNo: string; other: string; otherCase: string; keep: string }[]
  warnings: { id: string; kind: string; at: string }[]
  remarks: string[]
  attempts: { fact: string; rule: string; code: string }[]
  violations: { fact: string; rule: string; state: string }[]
}

/** A case as it begins. Lists are in the order of the facts that fill them. */
export function opened(application: FactOf<'application'> | OrderOf<'application'>): Case {
  const { site, channel } = application
  return { ...begun(application, site), channel, declarations: [declarationOf(application, [])] }
}

/** A case whose application is not here: another office goes on by a slip that tells what it needs. */
export function carriedOn(continuation: FactOf<'continuation'>): Case {
  const site = continuation.case.slice(0, SITE_DIGITS)
  return { ...begun(continuation, site), fence: continuation.fence - 1 }
}

/** Where a fact was written, by its `_id`; empty for an order. */
export function siteOf(documentId: string): string {
  const site = documentId.split(':')[1]?.slice(0, SITE_DIGITS) ?? ''
  return /^[0-9]+$/.test(site) ? site : ''
}

type Beginning = FactOf<'application' | 'continuation'> | OrderOf<'application'>

function begun(application: Beginning, site: string): Case {
  return {
    id: application.case,
    item: application.item,
    guide: application.guide,
    channel: 'window',
    site,
    handledBy: site,
    heldBy: site,
    fence: 0,
    state: 'none',
    caseNo: '',
    acceptance: '',
    openedAt: application.at,
    acceptedAt: '',
    decidedAt: '',
    issuedAt: '',
    closedAt: '',
    workingDays: 0,
    dueOn: '',
    ...declaredMembers(application),
    declarations: [],
    conflict: [],
    ticks: [],
    shown: [],
    missing: [],
    uploads: [],
    copies: [],
    homework: [],
    done: [],
    visits: [],
    notices: [],
    pledges: [],
    lookups: [],
    proofs: [],
    decision: null,
    certificates: [],
    spoiled: [],
    delivery: '',
    address: '',
    mailings: [],
    stars: 0,
    voidRequests: [],
    duplicates: [],
    warnings: [],
    remarks: [],
    attempts: [],
    violations: [],
  }
}

/** What a fact declares, and which declarations its writer knew and means to replace. */
export function declarationOf(fact: Couple & { _id: string; at: string }, replaces: string[]): Declaration {
  return { id: fact._id, at: fact.at, replaces, declared: declaredMembers(fact) }
}
