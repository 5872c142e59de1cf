/** What the gate of the hub would refuse a fact for by itself, as far as the guide and the couple tell. */
import { coupleFaults } from './couple'
import type { Fact } from './facts'
import type { Guide } from './guides'
import { copiedKeys, demandableKeys, notAsked, showableKeys } from './rules'
import { shanghaiDate } from './shanghai'

const NOT_ASKED = 'not-asked'

/** The rule that a fact breaks by naming what its guide does not; empty when it keeps to the guide. */
export function ruleOfGuide(fact: Fact, guides: ReadonlyMap<string, Guide>): string {
  const guide = 'guide' in fact && guides.get(fact.guide)
  if (!guide) return ''
  const demanded = fact.type === 'notice' ? keysOf(fact.missing) : []
  const ticked = fact.type === 'materials' ? [...fact.shown, ...fact.copyOnly] : []
  if (!isWithin(demanded, demandableKeys(guide)) || !isWithin(ticked, showableKeys(guide))) return 'R02'
  if (fact.type === 'copies' && !isWithin(keysOf(fact.kept), copiedKeys(guide))) return 'R19'
  if (fact.type !== 'application' && fact.type !== 'declaration' && fact.type !== 'continuation') return ''
  return notAsked(guide, fact).length ? NOT_ASKED : (coupleFaults(fact, shanghaiDate(fact.at))[0]?.rule ?? '')
}

function keysOf(entries: { key: string }[]): string[] {
  return entries.map(({ key }) => key)
}

function isWithin(keys: string[], all: ReadonlySet<string>): boolean {
  return keys.every((key) => all.has(key))
}
