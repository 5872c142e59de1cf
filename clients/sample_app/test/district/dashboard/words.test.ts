import { expect, test } from 'vitest'
import { CHARTS } from '../../../src/district/dashboard/charts/words'
import { LISTS } from '../../../src/district/dashboard/lists/words'
import { DASHBOARD } from '../../../src/district/dashboard/words'
import type { Text } from '../../../src/domain/guides'

const WORDS: Record<string, Text> = { ...DASHBOARD, ...LISTS, ...CHARTS }
const blanks = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort()

test.each(Object.entries({ ...WORDS }))(
  '%s is said in both languages, with the same blanks',
  (_, { zh, en }) => {
    expect(blanks(en)).toEqual(blanks(zh))
  },
)

const sources = import.meta.glob<string>('../../../src/district/dashboard/**/*.{ts,vue}', {
  eager: true,
  query: '?raw',
  import: 'default',
})
const code = Object.entries(sources)
  .filter(([path]) => !path.endsWith('words.ts'))
  .map(([, text]) => text)
  .join('\n')

test.each(Object.keys(WORDS))('%s is said somewhere', (key) => {
  const built = [...code.matchAll(/`([\w.]+)\.\$\{/g)].some(([, stem]) => key.startsWith(`${stem}.`))
  const listed = /^[a-z]+$/.test(key) && code.includes(`${key}:`)
  expect(built || listed || code.includes(`'${key}'`)).toBe(true)
})
