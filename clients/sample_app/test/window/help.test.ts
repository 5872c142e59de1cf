import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { help } from '../../src/i18n/help'
import { AREAS } from '../../src/window/route'

const NOTICE = readFileSync(new URL('../../../../docs/rules.md', import.meta.url), 'utf8').split('\n')
const rules = Object.entries(help).filter(([key, { zh }]) => key.endsWith('.rule') && zh.includes('「'))

test.each(rules)('%s is what the notice says on the line that it names', (_, { zh, en }) => {
  const [, quote = '', line = ''] = /「(.*?)」（通知第 (\d+) 行/.exec(zh) ?? []
  const printed = NOTICE.find((text) => text.trimStart().startsWith(`${line}  `))
  expect(printed).toContain(quote)
  expect(en).toContain(`line ${line}`)
})

test('whoever stands before a step of the window is helped with it', () => {
  const toThePaper = ['pledge', 'accepted', 'issue', 'handover', 'papers']
  const steps = [...AREAS.intake.filter((screen) => screen !== 'home'), ...toThePaper]
  for (const screen of steps) expect(help).toHaveProperty([`help.${screen}.step`])
})
