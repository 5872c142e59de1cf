/** What was wrong, in a sentence, by the table in `violations.json` that hub and tablet share. */
import table from '../../../../schema/violations.json'
import type { Text } from './guides'

const RULES: Readonly<Record<string, Text>> = table.rules

/** Of a type of fact that breaks a rule, whose number comes first; undefined when its case merely has no place for it. */
export function sentenceOf(type: string, rule: string): Text | undefined {
  const broken = RULES[`${type}/${rule}`]
  return broken && { zh: `${rule} ${broken.zh}`, en: `${rule} ${broken.en}` }
}
