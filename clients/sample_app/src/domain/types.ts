/** The documents that travel between this tablet and the hub, and the case that is folded from them. */

export type Spouse = 'husband' | 'wife'
export type Whom = string // husband, wife, couple, child-1 …
export const SPOUSES: readonly Spouse[] = ['husband', 'wife']

export function isSpouse(whom: Whom): whom is Spouse {
  return whom === 'husband' || whom === 'wife'
}

export interface Place {
  area: string // six digits; `510000` for a whole province
  address: string
}

export type Remarried = 'none' | 'divorce' | 'death'

export interface Person {
  name: string
  idNo: string
  hukou: Place
  residence: Place
  remarriedAfter: Remarried
}

export interface Child {
  name: string
  bornOn: string
  sex: 'male' | 'female'
}

/** What a couple declares: all that a guide's questions can ask. */
export interface Couple {
  husband: Person
  wife: Person
  sameBooklet: boolean
  children: Child[]
  reason: '' | 'policy' | 'sick-child'
  opinionFrom: '' | 'committee' | 'employer'
}

/** Pen movements, each `[x, y, x, y, …]` in units of a pad 1000 wide. */
export type Strokes = number[][]

export interface MissingEntry {
  key: string
  reason: 'not-brought' | 'copy-only'
}

export interface Upload {
  key: string
  paper: string // the name of a document in the site's papers
}

export type Item = 'birth-service' | 'further-birth' | 'only-child'
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
  visit: { purpose: 'apply' | 'supplement' | 'collect' }
  declaration: { replaces: string[]; guide: string } & Couple
  materials: { guide: string; shown: string[]; copyOnly: string[] }
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
}

/** The members of what the hub writes into a case, as `facts.json` has them; those without effect are left out. */
export interface OrderBodies {
  application: { item: string; guide: string; channel: 'online'; reference: number } & Couple & {
      delivery: DeliveryMethod
      address: string
      uploads: Upload[]
    }
  uploads: { uploads: Upload[] }
  routing: { to: string; why: string }
  lookup: {
    spouse: Spouse
    result: 'consistent' | 'mismatch' | 'no-record'
    marital: string
    children: number
  }
  confirmation: FactBodies['confirmation']
  decision: FactBodies['decision']
  void: FactBodies['void']
  due: { of: string; dueOn: string }
  distrust: { pledge: string; of: string }
  abandonment: Record<never, never>
  duplicate: { certNo: string; other: string; otherCase: string; keep: string }
  'both-stay': { certNo: string; other: string; grounds: string }
  warning: { kind: string; of: string; dueOn: string }
  purge: { papers: string[] }
}

export type FactType = keyof FactBodies
export type OrderType = keyof OrderBodies
export type PaperKind =
  | 'notice'
  | 'receipt'
  | 'certificate'
  | 'pledge'
  | 'status-proof'
  | 'opinion'
  | 'letter'
  | 'refusal'

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
  clock: 'hub' | 'device'
  prev: string
  sig: string
}

export type FactOf<T extends FactType> = Envelope & { type: T } & FactBodies[T]
export type Fact = { [T in FactType]: FactOf<T> }[FactType]

/** Written by the hub: for a signed-in person (`by`), or by itself. */
export interface OrderEnvelope {
  _id: string
  v: 1
  case: string
  site: string
  at: string
  by: string
}

export type OrderOf<T extends OrderType> = OrderEnvelope & { type: T } & OrderBodies[T]
export type Order = { [T in OrderType]: OrderOf<T> }[OrderType]

/** What a case is folded from. */
export type Folded = Fact | Order

/** Another site's fact or order on a case that this site works on too. */
export interface Copy {
  _id: string
  type: 'copy'
  fact: Folded
}

export interface Text {
  zh: string
  en: string
}

export interface Material {
  code: string
  name: Text
  for: string[] // husband, wife, couple, children
  when: unknown
  anyOf: string[][]
  obtainedBy: 'applicant' | 'office'
  doneBy?: string // the type of fact that does it, where the office obtains it
  blocking?: boolean
  note?: Text
  count: number
  copies: number
  keeps: 'nothing' | 'copies' | 'all' | 'original'
}

export interface Question {
  key: string
  for: Whom[]
  zh: string
  en: string
  options: { code: string | boolean; zh: string; en: string }[]
  least?: number
  most?: number
}

export interface Guide {
  _id: string
  type: 'guide'
  item: string
  version: string
  basis: string
  effectiveFrom: string
  name: Text
  caseType: Text & { code: 'on-the-spot' | 'promised' | 'office' }
  workingDays: number
  decision: 'none' | 'township'
  delivery: Record<string, DeliveryMethod[]>
  questions: Question[]
  materials: Material[]
  parts: Record<string, Text>
  materialForm: Text
  pledge: { text: string; for: Spouse[]; when: unknown }
  complaintPhone: string
}

/** One paper to show; `alternatives` lists sets of parts, empty when the paper is one piece. */
export interface Requirement {
  key: string
  code: string
  whom: Whom
  alternatives: string[][]
}

/** One paper that the office sees to. `by` names what does it: `<type of fact>:<whom>`. */
export interface Homework {
  key: string
  by: string
  blocking: boolean
}

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
  shown: string[]
  missing: Requirement[]
  uploads: Upload[]
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
