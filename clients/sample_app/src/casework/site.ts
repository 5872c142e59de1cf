/** What a site notes of itself, in no case: publicity, self-checks, what was put right, outages. */
import type { FactBodies, FactOf } from '../domain/facts'
import type { Desk } from './desk'

const NO_CASE = ''

export function site(desk: Desk) {
  return {
    publicise(publicity: FactBodies['publicity']): Promise<FactOf<'publicity'>> {
      return desk.write('publicity', NO_CASE, publicity)
    },

    selfCheck(check: FactBodies['self-check']): Promise<FactOf<'self-check'>> {
      return desk.write('self-check', NO_CASE, check)
    },

    /** What was done about a finding; `of` names it. */
    rectify(rectification: FactBodies['rectification']): Promise<FactOf<'rectification'>> {
      return desk.write('rectification', NO_CASE, rectification)
    },

    /** The network was gone from one moment to another (RFC 3339): in how many cases work went on all the same. */
    noteOutage(from: string, to: string): Promise<FactOf<'outage'>> {
      return desk.write('outage', NO_CASE, () => {
        const during = desk.parts.cases.ownBetween(from, to).map((record) => record.case)
        return { from, to, cases: new Set(during.filter((id) => id !== NO_CASE)).size }
      })
    },
  }
}
