import { beforeEach, describe, expect, test, vi } from 'vitest'
import PledgeScreen from '../../../src/screens/office/PledgeScreen.vue'
import ProveChildrenScreen from '../../../src/screens/office/ProveChildrenScreen.vue'
import ProveStatusScreen from '../../../src/screens/office/ProveStatusScreen.vue'
import { accepted, lookedUp, pledged, verified } from '../../helpers/flows'
import { show } from '../../helpers/screen'
import { openWindow, type Window, zhaoCouple } from '../../helpers/window'

vi.mock('../../../src/window/useDraft', () => import('../../helpers/draft'))
const { fillIn } = await import('../../helpers/draft')

beforeEach(() => fillIn({}))

const his = (window: Window, id: string) => show(ProveStatusScreen, window, id, 'husband')
const printing = (screen: string) => /<button[^>]*print-status-proof[^>]*>/.exec(screen)?.[0] ?? ''
const hers = (window: Window, id: string) => show(ProveStatusScreen, window, id, 'wife')

describe('the status proof', () => {
  test('R04: cannot be written before the pledge is verified, and leads there', async () => {
    const window = await openWindow()
    const id = await accepted(window, 'further-birth')
    expect(await his(window, id)).toMatch(/等 赵明 签承诺书.*不用回户籍地.*go-sign/s)
    await pledged(window, id)
    const screen = await his(window, id)
    expect(screen).toMatch(/还没有核实.*不打扰申请人.*go-verify/s)
    expect(screen).not.toContain('print-status-proof')
  })

  test('R03: of a resident who is not looked up yet says that nobody has to do anything', async () => {
    const window = await openWindow()
    const id = await accepted(window, 'further-birth')
    const waiting = await hers(window, id)
    expect(waiting).toContain('您和申请人都不用做什么')
    expect(waiting).not.toMatch(/data-test="go-/)
    lookedUp(window, id, 'wife', 'mismatch')
    expect(await hers(window, id)).toContain('go-ask-office')
  })

  test('is filled in from what was verified, under the number that comes next', async () => {
    const window = await openWindow()
    const id = await accepted(window, 'further-birth')
    await verified(window, id)
    const screen = await his(window, id)
    expect(screen).toMatch(/aria-checked="true" data-test="proof-marital-初婚"/)
    expect(screen).toMatch(/aria-checked="true" data-test="proof-children-1"/)
    expect(screen).toMatch(/编号 HY\w+.*婚姻状况.*初婚.*1 人.*核实一致/s)
    expect(screen).not.toContain('data-test="differs"')
    const written = await window.work.proveStatus(id, { spouse: 'husband', marital: '初婚', children: 1 })
    expect(screen).toContain(`编号 ${written.certNo}`)
    expect(await his(window, id)).toMatch(new RegExp(`已出具 ${written.certNo}.*再打印一次`, 's'))
  })

  test('is not written otherwise than it was verified without a reason, and never says then that all agreed', async () => {
    const window = await openWindow()
    const id = await accepted(window, 'further-birth')
    await verified(window, id)
    fillIn({ marital: '未婚', children: 5, grounds: ' ' })
    const unexplained = await his(window, id)
    expect(unexplained).toMatch(
      /与核实过的承诺不同：承诺的是初婚，子女 1 个.*与申请时登记的不同：登记的是初婚，子女 1 个/s,
    )
    expect(printing(unexplained)).toContain('disabled')
    fillIn({ marital: '未婚', children: 5, grounds: '户籍地来函更正' })
    const explained = await his(window, id)
    expect(printing(explained)).not.toContain('disabled')
    expect(explained).toMatch(/与承诺或申请时所报不同之处，依据为：户籍地来函更正/)
    expect(explained.split('paper-status-proof')[1]).not.toContain('核实一致')
  })

  test('as it was verified wants a reason as well where the couple declared something else', async () => {
    const window = await openWindow()
    const id = await accepted(window, 'further-birth', { children: [] })
    await verified(window, id)
    const screen = await his(window, id)
    expect(screen).toMatch(/与申请时登记的不同：登记的是初婚，子女 0 个/)
    expect(screen).not.toContain('与核实过的承诺不同')
    expect(printing(screen)).toContain('disabled')
  })

  test('whose sheet was spoiled is written anew under another number', async () => {
    const window = await openWindow()
    const id = await accepted(window, 'further-birth')
    await verified(window, id)
    const { certNo } = await window.work.proveStatus(id, { spouse: 'husband', marital: '初婚', children: 1 })
    await window.work.spoil(id, certNo, 'jam')
    const screen = await his(window, id)
    expect(screen).toContain('出具并打印')
    expect(screen).not.toContain(`编号 ${certNo}`)
  })

  test('without a number left says what happens next', async () => {
    const window = await openWindow({ numbers: 0 })
    const id = await accepted(window, 'further-birth')
    await verified(window, id)
    expect(await his(window, id)).toMatch(/编号用完了，联网后自动补充/)
  })
})

describe('the pledge', () => {
  test('that is not what was declared says so before it is signed', async () => {
    const window = await openWindow()
    const id = await accepted(window, 'further-birth')
    const pledging = (marital: string, children: number) => {
      fillIn({ marital, children, phone: '' })
      return show(PledgeScreen, window, id, 'husband')
    }
    expect(await pledging('first-marriage', 1)).not.toContain('pledge-differs')
    expect(await pledging('first-marriage', 0)).toMatch(
      /pledge-differs.*登记的是初婚，子女 1 个.*当面问清楚/s,
    )
    expect(await pledging('remarried', 1)).toContain('pledge-differs')
  })

  test('counts no children against a couple whose guide asks for none', async () => {
    const window = await openWindow()
    const id = await accepted(window, 'birth-service')
    fillIn({ marital: 'first-marriage', children: 2, phone: '' })
    expect(await show(PledgeScreen, window, id, 'husband')).not.toContain('pledge-differs')
  })
})

describe('R25: the children a remarried couple have in common', () => {
  async function remarried() {
    const window = await openWindow()
    const { wife } = zhaoCouple()
    const id = await accepted(window, 'further-birth', { wife: { ...wife, remarriedAfter: 'divorce' } })
    return { window, id }
  }

  test('are asked once something is known of either', async () => {
    const { window, id } = await remarried()
    expect(await show(ProveChildrenScreen, window, id)).not.toContain('data-test="step"')
    lookedUp(window, id, 'wife')
    const screen = await show(ProveChildrenScreen, window, id)
    expect(screen).toMatch(/申请人不用去开证明.*共同生育.*赵小明.*common-children-0/s)
  })

  test('are stated once', async () => {
    const { window, id } = await remarried()
    lookedUp(window, id, 'wife')
    await window.work.proveChildren(id, 1)
    expect(await show(ProveChildrenScreen, window, id)).toContain('children-stated')
  })
})
