import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type TextKey, WORDS } from '../../src/i18n'
import { withPlaces } from '../../src/window/noticePlaces'
import { AREAS } from '../../src/window/route'

const NOTICE = readFileSync(new URL('../../../../docs/rules.md', import.meta.url), 'utf8').split('\n')
const OF_NO_ADDRESS = ['desk', 'online', 'enrol', 'first-pin', 'locked', 'recover']
const rules = (Object.keys(WORDS) as TextKey[]).filter((key) => /^help\..+\.rule$/.test(key))

test.each([...Object.values(AREAS).flat(), ...OF_NO_ADDRESS])(
  'whoever stands before %s is helped: what to do, by which rule, what never',
  (screen) => {
    for (const part of ['step', 'rule', 'never']) expect(WORDS).toHaveProperty([`help.${screen}.${part}`])
  },
)

test.each(rules)('%s is what the notice says on the line that it names', (key) => {
  const { zh, en } = WORDS[key]
  const [, quote = 'none', line = ''] = /「(.*?)」（通知第 (\d+) 行/.exec(zh) ?? []
  const printed = NOTICE.find((text) => text.trimStart().startsWith(`${line}  `))
  expect(printed).toContain(quote)
  expect(en).toContain(`line ${line}`)
})

test.each(rules)('%s names the article or the annex that its line stands in, and no line', (key) => {
  const { zh, en } = WORDS[key]
  const line = Number(/第 (\d+) 行/.exec(zh)?.[1])
  const starts = NOTICE.map((text) => /^\s*(\d+)\s+(.*)/.exec(text)).filter((found) => found !== null)
  const above = starts.filter(([, n]) => Number(n) <= line).map(([, , text = '']) => text.trim())
  const annex = above.findLast((text) => /^附件\d$/.test(text))
  const article = above.findLast((text) => /^[一二三四五]、/.test(text))?.charAt(0)
  expect(withPlaces(zh)).toContain(`（通知${annex ?? `第${article}条`}`)
  expect(withPlaces(zh) + withPlaces(en)).not.toMatch(/\d 行|line \d/)
})
