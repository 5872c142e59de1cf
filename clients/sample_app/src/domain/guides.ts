/** What the district asks for, and what that makes of a couple. */
import type { DeliveryMethod } from './facts'
import type { Spouse, Whom } from './people'

export type Item = 'birth-service' | 'further-birth' | 'only-child'

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
