/** How far a district is set up. */
export interface District {
  code: string
  name: string
  nameEn: string
  complaintPhone: string
  portal: string
  publicUrl: string
  publicityDeadline: string
  isFounded: boolean
}

export interface SetUp {
  isDone: boolean
  district: District
  steps: Step[]
}

export type StepName = 'DISTRICT' | 'TOWNSHIPS' | 'SITES' | 'PEOPLE' | 'GUIDES' | 'CALENDAR' | 'TABLET'

export interface Step {
  name: StepName
  isDone: boolean
  detail: { zh: string; en: string }
}

export const SET_UP = `{ setUp { isDone
  district { code name nameEn complaintPhone portal publicUrl publicityDeadline isFounded }
  steps { name isDone detail { zh en } } } }`

/** The first that is not done. */
export function nextOf(steps: readonly Step[]): StepName | undefined {
  return steps.find(({ isDone }) => !isDone)?.name
}
