import { beforeEach, expect, test, vi } from 'vitest'
import AcceptedScreen from '../../../src/screens/certificate/AcceptedScreen.vue'
import WorkScreen from '../../../src/screens/office/WorkScreen.vue'
import { accepted, inReview, pledged } from '../../helpers/flows'
import { show } from '../../helpers/screen'
import { openWindow, type Window } from '../../helpers/window'

vi.mock('../../../src/window/useDraft', () => import('../../helpers/draft'))
const { fillIn } = await import('../../helpers/draft')

beforeEach(() => fillIn({}))

const groups = async (window: Window) =>
  [...(await show(WorkScreen, window)).matchAll(/data-test="group-([\w-]+)"/g)].map(([, kind]) => kind)

async function busy() {
  const window = await openWindow()
  const id = await accepted(window, 'further-birth')
  await pledged(window, id)
  await accepted(window, 'only-child')
  return window
}

test('all work stands by kind, what can be done here before what waits', async () => {
  const window = await busy()
  expect(await groups(window)).toEqual(['opinion', 'pledge', 'look-up'])
})

test('a desk with dozens looks at one kind; when nothing of it is left, at all again', async () => {
  const window = await busy()
  fillIn({ kind: 'pledge' })
  expect(await groups(window)).toEqual(['pledge'])
  fillIn({ kind: 'ask-office' })
  expect(await groups(window)).toEqual(['opinion', 'pledge', 'look-up'])
})

test('what waits for the population system says that nobody has to do anything', async () => {
  const window = await busy()
  fillIn({ kind: 'look-up' })
  expect(await show(WorkScreen, window)).toMatch(/您和申请人都不用做什么.*不用管/s)
})

test('whose it is stands with each, and what the day has passed is late, though no hub has said so', async () => {
  const window = await busy()
  fillIn({ kind: 'pledge' })
  const screen = await show(WorkScreen, window)
  expect(screen).toMatch(/赵明 \/ 周芳 · 再生育服务证.*2021-07-12 前/s)
  expect(screen).not.toContain('已迟')
  const later = await show(WorkScreen, window, '', '', '2021-07-13')
  expect(later).toContain('已迟')
})

test('a couple is named once, also where the work is of both', async () => {
  const window = await busy()
  fillIn({ kind: 'opinion' })
  const [, group = ''] = (await show(WorkScreen, window)).split('data-test="group-opinion"')
  expect(group.match(/赵明 \/ 周芳/g)).toHaveLength(1)
  expect(group).toContain('独生子女证')
})

test('when nothing is left it says so', async () => {
  expect(await show(WorkScreen, await openWindow())).toContain('都办好了')
})

test('R22: when the office’s part is done, its case says that it is with the township', async () => {
  const window = await openWindow()
  const screen = await show(AcceptedScreen, window, await inReview(window))
  expect(screen).toMatch(/sent-to-township.*已送镇街审核.*申请人不用再来/s)
})

test('R35: an only child’s certificate can be issued as soon as the opinion is given', async () => {
  const window = await openWindow()
  const id = await accepted(window, 'only-child')
  expect(await show(AcceptedScreen, window, id)).not.toContain('to-issue')
  await window.work.giveOpinion(id, { basis: 'phone', office: '武侯区某社区', content: '情况属实' })
  expect(await show(AcceptedScreen, window, id)).toContain('to-issue')
})
