/** The hub's signed word for what it holds of a device's chain of facts. */
/** All facts up to `upTo` have arrived, the refused ones too, and up to `latest` all but `gaps`. */
export interface Receipt {
  _id: string
  type: 'receipt'
  device: string
  upTo: number
  head: string // the hash of the fact `upTo`
  latest: number
  gaps: string // such as `7-9, 12`
  refused: readonly { id: string; rule: string; reason: string }[]
  instance: string // the store that holds them
  at: string
  kid: string
  sig: string
}

/** More refused ones than these are not named in one receipt. */
export const MOST_REFUSED = 100
