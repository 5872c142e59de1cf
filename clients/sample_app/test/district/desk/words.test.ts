import { expect, test } from 'vitest'
import * as codes from '../../../src/district/codes'
import type { Words } from '../../../src/i18n/words'

const found = import.meta.glob<Record<string, unknown>>('../../../src/district/desk/**/words.ts', {
  eager: true,
})
const modules: [string, Record<string, unknown>][] = [['codes', codes], ...Object.entries(found)]
const lists = modules.flatMap(([path, module]) =>
  Object.values(module)
    .filter((words) => typeof words === 'object')
    .map((words): [string, Words] => [path, words as Words]),
)
const blanks = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort()

test.each(lists)('%s says the same in both languages', (_, words) => {
  for (const [key, { zh, en }] of Object.entries(words)) {
    expect([key, zh !== '', en !== '']).toEqual([key, true, true])
    expect([key, blanks(en)]).toEqual([key, blanks(zh)])
  }
})
