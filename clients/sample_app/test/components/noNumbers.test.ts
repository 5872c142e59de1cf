import { expect, test } from 'vitest'
import { createSSRApp, h } from 'vue'
import { renderToString } from 'vue/server-renderer'
import NoNumbers from '../../src/components/NoNumbers.vue'
import { accepted } from '../helpers/flows'
import { GUIDE, guideOf, openWindow } from '../helpers/window'

async function shown(guide: typeof GUIDE, why?: 'after-credential'): Promise<string> {
  const window = await openWindow()
  const found = window.work.standing(await accepted(window), 'accepted')
  return renderToString(createSSRApp({ render: () => h(NoNumbers, { found, guide, ...(why && { why }) }) }))
}

test('who cannot be issued a number is accepted, and told every way on that his guide knows', async () => {
  const here = await shown(GUIDE)
  for (const word of ['已受理（FS', '联网后自动补充', '任一站点接着办理']) expect(here).toContain(word)
  expect(here).not.toContain('邮寄')
  expect(await shown(guideOf('only-child'))).toContain('邮寄')
})

test('who could be given but a paper that is not good is told why, and every way on', async () => {
  const here = await shown(GUIDE, 'after-credential')
  for (const word of ['没有效力', '已受理（FS', '自动续期', '任一站点接着办理']) expect(here).toContain(word)
})
