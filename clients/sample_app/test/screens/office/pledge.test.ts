import { beforeEach, expect, test, vi } from 'vitest'
import PledgeScreen from '../../../src/screens/office/PledgeScreen.vue'
import { accepted } from '../../helpers/flows'
import { show } from '../../helpers/screen'
import { openWindow } from '../../helpers/window'

vi.mock('../../../src/window/useDraft', () => import('../../helpers/draft'))
const { fillIn } = await import('../../helpers/draft')

beforeEach(() => fillIn({}))

test('a pledge that cannot be taken yet says what is left', async () => {
  const window = await openWindow()
  const id = await accepted(window, 'further-birth')
  const screen = await show(PledgeScreen, window, id, 'husband')
  expect(screen).toMatch(/还有 2 处未填好.*已生育、收养子女数、本人手写签名/s)
  fillIn({ children: 1 })
  expect(await show(PledgeScreen, window, id, 'husband')).toMatch(/还有 1 处未填好.*：本人手写签名/s)
})
