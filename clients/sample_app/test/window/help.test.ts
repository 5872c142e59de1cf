import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type TextKey, WORDS } from '../../src/i18n'
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
