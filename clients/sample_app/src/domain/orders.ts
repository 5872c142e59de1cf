/** What the hub writes, as `facts.json` has it, and what a case is folded from. */
import type { DeliveryMethod, Fact, FactBodies } from './facts'
import type { Couple, Spouse } from './people'

export interface Upload {
  key: string
  paper: string // the name of a document in the site's papers
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
  'duplicate-over': { certNo: string; other: string }
  warning: { kind: string; of: string; dueOn: string }
  purge: { papers: string[] }
}

export type OrderType = keyof OrderBodies

/** Written by the hub: for a signed-in person (`by`), or by itself. */
export interface OrderEnvelope {
  _id: string
  v: 1
  case: string
  site: string
  at: string
  by: string
  /** What its id ends with, and the district's signature; an old one has none. */
  key?: string
  kid?: string
  sig?: string
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
