/** What was tried though the notice forbids it: by which rule, and what it was about. */

import type { Case } from '../domain/case'
import type { Fact, FactBodies, FactOf } from '../domain/facts'
import { OUT_OF_ORDER } from '../domain/fold'
import type { Guide } from '../domain/guides'
import { demandableKeys, showableKeys } from '../domain/rules'
import { NotAllowed, type NotOfShape } from './factWriter'

type Attempt = FactBodies['attempt']

const RULE = /^R[0-9]{2}$/
const LENGTH = 60

/** What no form has room for, by the type of fact and the member, and the rule that wants it so. */
const NO_ROOM: readonly [type: Fact['type'], member: RegExp, rule: string][] = [
  ['notice', /^missing\/\d+\/reason$/, 'R05'],
  ['decision', /^reason$/, 'R05'],
  ['acceptance', /^workingDays$/, 'R23'],
  ['handover', /^papersReturned$/, 'R19'],
  ['materials', /^(?!(guide|shown|copyOnly)(\/|$))/, 'R19'], // pictures, copies, remarks
]

/** The attempt to write down; undefined when a screen was merely behind. */
export function attemptOf(error: NotAllowed | NotOfShape, found: Case, guide: Guide): Attempt | undefined {
  const { fact } = error
  if (!(error instanceof NotAllowed)) {
    const { member } = error
    const rule = NO_ROOM.find(([type, where]) => type === fact.type && where.test(member))?.[2]
    return rule === undefined ? undefined : attempt(rule, `${fact.type}/${member}`)
  }
  if (fact.type === 'notice') return demandOf(fact, error.rule, found, guide)
  return RULE.test(error.rule) ? attempt(error.rule, codeOf(fact, guide)) : undefined
}

/** Which demand of a notice was not allowed, and by which of the rules about demands. */
function demandOf(
  { missing }: FactOf<'notice'>,
  rule: string,
  found: Case,
  guide: Guide,
): Attempt | undefined {
  const keys = missing.map(({ key }) => key)
  const outside = keys.find((key) => !demandableKeys(guide).has(key))
  if (outside) return attempt(ruleOutside(outside, guide), outside)
  if (rule === OUT_OF_ORDER) return found.acceptedAt ? attempt('R39', keys[0] ?? 'notice') : undefined
  const told = found.notices.at(-1)?.missing.map(({ key }) => key) ?? []
  return attempt(rule, keys.find((key) => !told.includes(key)) ?? keys[0] ?? 'notice')
}

/** What the office itself obtains is nobody else's to bring (R03, R33); all else is not in the guide (R02). */
function ruleOutside(key: string, guide: Guide): string {
  const [code] = key.split(':')
  const material = guide.materials.find((one) => one.code === code)
  if (material?.obtainedBy !== 'office') return 'R02'
  return material.doneBy === 'opinion' ? 'R33' : 'R03'
}

function codeOf(fact: Fact, guide: Guide): string {
  if (fact.type !== 'materials') return fact.type
  return [...fact.shown, ...fact.copyOnly].find((key) => !showableKeys(guide).has(key)) ?? fact.type
}

function attempt(rule: string, code: string): Attempt {
  return { rule, code: code.slice(0, LENGTH) }
}
