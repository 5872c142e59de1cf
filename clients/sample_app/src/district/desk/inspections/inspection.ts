/** A sample (抽查) as the hub keeps it. */
export interface Inspection {
  id: string
  area: string
  seed: string
  size: number
  from: string
  to: string
  cases: string[] // ids
  findings: { id: string }[]
  by: string
}

export const MOST_CASES = 1000 // of a sample
