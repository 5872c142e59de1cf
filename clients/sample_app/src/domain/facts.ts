/** What a tablet writes and signs, as `facts.json` has it. */
import type { Item } from './guides'
import type { Child, Couple, Named, Person, Spouse } from './people'

/** Pen movements, each `[x, y, x, y, …]` in units of a pad 1000 wide. */
export type Strokes = number[][]

export interface MissingEntry {
  key: string
  reason: 'not-brought' | 'copy-only'
}

export type Basis = 'lookup' | 'pledge'

export type DeliveryMethod = 'on-the-spot' | 'pick-up' | 'mail'

export type VoidReason =
  | 'clerical-error'
  | 'duplicate'
  | 'false-pledge'
  | 'applicant-asks'
  | 'block-stolen'
  | 'other'

/** The members of each type of fact beside the envelope, as `facts.json` has them. */
export interface FactBodies {
  application: { item: string; guide: string; channel: 'window' } & Couple
  /** Another office goes on with the case; all but what the couple say comes from their slip. */
  continuation: {
    item: string
    guide: string
    slip: string
    fence: number
    missing: MissingEntry[]
    shown: string[]
    caseNo: string
    acceptedAt: string
    workingDays: number
    dueOn: string
  } & Couple
  visit: { purpose: 'apply' | 'supplement' | 'collect' }
  declaration: { replaces: string[]; guide: string } & Couple
  materials: { guide: string; shown: string[]; copyOnly: string[] }
  untick: { of: string[]; keys: string[] }
  copies: { guide: string; kept: { key: string; paper: string }[] }
  notice: { n: number; guide: string; missing: MissingEntry[]; shown: string[]; change: string }
  attempt: { rule: string; code: string }
  pledge: {
    spouse: Spouse
    text: string
    marital: 'first-marriage' | 'remarried'
    children: number
    phone: string
    strokes: Strokes
  }
  verification: {
    pledge: string
    method: 'phone' | 'letter' | 'other'
    office: string
    contact: string
    answered: boolean
    person: string
    content: string
  }
  conclusion: { pledge: string; result: 'consistent' | 'false' | 'unreachable'; evidence: string }
  'pledge-withdrawal': { pledge: string }
  confirmation: { conclusion: string; agrees: boolean; corrected: boolean }
  inquiry: {
    lookup: string
    office: string
    contact: string
    person: string
    content: string
    corrected: boolean
  }
  'status-proof': {
    spouse: Spouse
    basis: Basis
    of: string
    certNo: string
    block: string
    issuedOn: string
    marital: string
    children: number
    grounds?: string // for what is not as it was verified or declared
  }
  'children-proof': { basis: Basis; of: string; common: number }
  opinion: {
    basis: Basis | 'employer-paper' | 'own-residents' | 'phone'
    of: string
    office: string
    content: string
  }
  acceptance: { caseNo: string; workingDays: number; dueOn: string }
  decision: {
    granted: boolean
    appraisal: '' | 'eligible' | 'not-eligible'
    reason: '' | 'not-eligible' | 'appraisal-not-eligible' | 'pledge-false' | 'certificate-in-force'
    grounds: string
  }
  certificate: {
    item: string
    certNo: string
    block: string
    issuedOn: string
    husband: Person
    wife: Person
    children: Child[]
    supersedes: string
    token: string
  }
  spoiled: { item: string; certNo: string; block: string; why: 'jam' | 'misprint' | 'damaged' }
  printing: { paper: PaperKind; of: string }
  delivery: { method: DeliveryMethod; address: string }
  handover: { certNo: string; method: 'on-the-spot' | 'pick-up'; papersReturned: true; strokes: Strokes }
  mailing: { certNo: string; carrier: string; tracking: string }
  tracking: { certNo: string; state: 'delivered' | 'returned' }
  rating: { stars: number }
  loss: { certNo: string }
  'void-request': { certNo: string; why: VoidReason; grounds: string }
  void: { certNo: string; why: VoidReason; grounds: string }
  withdrawal: Record<never, never>
  publicity: {
    kind: 'leaflet' | 'screen' | 'board' | 'notice-board' | 'online-guidance'
    guide: string
    place: string
    doneOn: string
  }
  'self-check': { checklist: string; finding: string; rectifiedOn: string }
  rectification: { of: string; done: string; doneOn: string }
  outage: { from: string; to: string; cases: number }
  /** `certNo` is empty where the couple do not know it; `address` names a sealed paper of this site. */
  'reissue-wish': { item: Item; certNo: string; husband: Named; wife: Named; address: string }
  'wish-over': { of: string }
}

export type FactType = keyof FactBodies

export type PaperKind =
  | 'notice'
  | 'receipt'
  | 'certificate'
  | 'pledge'
  | 'status-proof'
  | 'opinion'
  | 'verification'
  | 'letter'
  | 'refusal'
  | 'void-notice'

export interface Envelope {
  _id: string
  device: string
  seq: number
  v: 1
  case: string
  site: string
  clerk: string
  at: string
  online: boolean
  clock: 'hub' | 'device' | 'last-known'
  prev: string
  sig: string
}

export type FactOf<T extends FactType> = Envelope & { type: T } & FactBodies[T]

export type Fact = { [T in FactType]: FactOf<T> }[FactType]
