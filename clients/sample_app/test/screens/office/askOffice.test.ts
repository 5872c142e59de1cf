import { beforeEach, expect, test, vi } from 'vitest'
import AskOfficeScreen from '../../../src/screens/office/AskOfficeScreen.vue'
import { accepted, lookedUp } from '../../helpers/flows'
import { show } from '../../helpers/screen'
import { openWindow, type Window } from '../../helpers/window'

vi.mock('../../../src/window/useDraft', () => import('../../helpers/draft'))
const { fillIn } = await import('../../helpers/draft')

beforeEach(() => fillIn({}))

const shown = (window: Window, id: string) => show(AskOfficeScreen, window, id, 'wife')

test('R03: what is registered stands beside what they say, and the applicants are not asked', async () => {
  const window = await openWindow()
  const id = await accepted(window, 'further-birth')
  lookedUp(window, id, 'wife', 'mismatch')
  const screen = await shown(window, id)
  expect(screen).toMatch(
    /申请人不用跑，也不用补材料.*查验结果与申请人说的不符.*系统登记.*申请人说的.*初婚，子女 1 个/s,
  )
  expect(screen).toContain('官方渠道查')
})

test('of whom there is no record nothing is made up', async () => {
  const window = await openWindow()
  const id = await accepted(window, 'further-birth')
  lookedUp(window, id, 'wife', 'no-record')
  expect(await shown(window, id)).toMatch(/没有查到这个人.*系统登记.*没有记录/s)
})

test('each answer says what happens next', async () => {
  const window = await openWindow()
  const id = await accepted(window, 'further-birth')
  lookedUp(window, id, 'wife', 'mismatch')
  fillIn({ step: 'corrected' })
  expect(await shown(window, id)).toMatch(/系统会自动再查一次.*由镇街按登记的情况处理/s)
})

test('what fits, or was asked before, is not asked', async () => {
  const window = await openWindow()
  const id = await accepted(window, 'further-birth')
  expect(await shown(window, id)).toContain('nothing-to-ask')
  lookedUp(window, id, 'wife')
  expect(await shown(window, id)).toContain('nothing-to-ask')
})
