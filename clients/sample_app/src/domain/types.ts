/** The documents that travel between this tablet and the hub, and the case that is folded from them. */

export type Spouse = 'husband' | 'wife'
export type Whom = Spouse | 'couple'
export const SPOUSES: readonly Spouse[] = ['husband', 'wife']

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

/** Pen movements, each `[x, y, x, y, …]` in units of a pad 1000 wide. */
export type Strokes = number[][]

export interface MissingEntry {
  key: string
  reason: 'not-brought' | 'copy-only'
}

/** The members of each type of fact beside the envelope. */
export interface FactBodies {
  application: {
    item: string
    guide: string
    channel: 'window'
    husband: Person
    wife: Person
    sameBooklet: boolean
  }
  visit: { purpose: 'apply' | 'supplement' | 'collect' }
  materials: { guide: string; shown: string[]; copyOnly: string[] }
  notice: { n: number; guide: string; missing: MissingEntry[]; shown: string[] }
  pledge: {
    spouse: Spouse
    text: string
    marital: 'first-marriage' | 'remarried'
    children: number
    phone: string
    strokes: Strokes
  }
  acceptance: { caseNo: string }
  certificate: {
    item: string
    certNo: string
    block: string
    issuedOn: string
    husband: Person
    wife: Person
    token: string
  }
  printing: { paper: PaperKind; of: string }
  handover: { certNo: string; method: 'on-the-spot'; papersReturned: true; strokes: Strokes }
  withdrawal: Record<never, never>
}

export type FactType = keyof FactBodies
export type PaperKind = 'notice' | 'receipt' | 'certificate'

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

export interface Text {
  zh: string
  en: string
}

export interface Material {
  code: string
  name: Text
  for: Whom[]
  when: unknown
  anyOf: string[][]
}

export interface Guide {
  _id: string
  type: 'guide'
  item: string
  version: string
  basis: string
  effectiveFrom: string
  name: Text
  caseType: Text
  questions: {
    key: string
    for: Whom[]
    zh: string
    en: string
    options: { code: string | boolean; zh: string; en: string }[]
  }[]
  materials: Material[]
  parts: Record<string, Text>
  materialForm: Text
  officeDoes: { code: string; name: Text; note: Text }[]
  pledge: { text: string; for: Spouse[]; when: unknown; blocking: boolean }
  complaintPhone: string
}

/** One paper to show; `alternatives` lists sets of parts, empty when the paper is one piece. */
export interface Requirement {
  key: string
  code: string
  whom: Whom
  alternatives: string[][]
}

export type CaseState = 'none' | 'draft' | 'notified' | 'accepted' | 'issued' | 'closed' | 'withdrawn'

export interface Visit {
  n: number
  at: string
  site: string
  device: string
  clerk: string
  online: boolean
  purpose: string
}

export interface Case {
  id: string
  item: string
  guide: string
  channel: string
  site: string
  state: CaseState
  caseNo: string
  openedAt: string
  acceptedAt: string
  issuedAt: string
  closedAt: string
  husband: Person
  wife: Person
  sameBooklet: boolean
  shown: string[]
  missing: Requirement[]
  visits: Visit[]
  notices: { id: string; n: number; at: string; missing: MissingEntry[]; printed: boolean }[]
  pledges: { id: string; spouse: Spouse; at: string; status: string }[]
  certificates: {
    id: string
    certNo: string
    issuedOn: string
    at: string
    online: boolean
    token: string
    printed: boolean
  }[]
  violations: { fact: string; rule: string; state: string }[]
}
