/** What was wrong, in a sentence, by the table in `violations.json` that hub and tablet share. */
import table from '../../../../schema/violations.json'
import type { CaseState, Text } from './types'

const RULES: Readonly<Record<string, Text>> = table.rules

/** Of a fact without effect; `state` is that of its case. The rule's number comes first where one was broken. */
export function sentenceOf(type: string, rule: string, state: CaseState): Text {
  const broken = RULES[`${type}/${rule}`]
  if (broken) return { zh: `${rule} ${broken.zh}`, en: `${rule} ${broken.en}` }
  const { order, states } = table
  return {
    zh: order.zh.replace('{state}', states[state].zh),
    en: order.en.replace('{state}', states[state].en),
  }
}
