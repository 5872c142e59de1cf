import { describe, expect, test, vi } from 'vitest'
import CaseScreen from '../../src/screens/certificate/CaseScreen.vue'
import DeliveryScreen from '../../src/screens/certificate/DeliveryScreen.vue'
import HandoverScreen from '../../src/screens/certificate/HandoverScreen.vue'
import IssueScreen from '../../src/screens/certificate/IssueScreen.vue'
import PapersScreen from '../../src/screens/certificate/PapersScreen.vue'
import type { Tablet } from '../../src/tablet'
import { go } from '../../src/window/route'
import { stepOf } from '../../src/window/steps'
import { accepted, COLLEAGUE, issued, printedAtTheHall } from '../helpers/flows'
import { ELSEWHERE, show, tabletOf } from '../helpers/screen'
import { Disk, openWindow, type Window } from '../helpers/window'

vi.mock('../../src/window/route', async (original) => ({
  ...(await original<typeof import('../../src/window/route')>()),
  go: vi.fn(),
}))

const step = ({ work }: Window, id: string) => stepOf(work.standing(id), []).screen

/** Issued and out of the printer. */
async function printed(window: Window) {
  const { id, certNo } = await issued(window)
  const [certificate] = window.work.standing(id).certificates
  await window.work.printed(id, 'certificate', certificate?.id ?? '')
  return { id, certNo }
}

describe('a sheet that was spoiled', () => {
  test('leads to the screen that says why nothing is in force, though it had been printed', async () => {
    const window = await openWindow()
    const { id, certNo } = await printed(window)
    expect(step(window, id)).toBe('handover')
    await window.work.spoil(id, certNo, 'jam')
    expect(step(window, id)).toBe('case')
    const screen = await show(IssueScreen, window, id)
    expect(screen).toContain('data-test="none-in-force"')
    expect(screen).toMatch(new RegExp(`${certNo} 已作废.*打印损毁`, 's'))
  })

  test('is neither printed again nor handed over', async () => {
    const window = await openWindow()
    const { id, certNo } = await printed(window)
    await window.work.spoil(id, certNo, 'jam')
    const screen = await show(IssueScreen, window, id)
    for (const gone of ['paper-certificate', 'print-certificate', 'data-test="issue"']) {
      expect(screen).not.toContain(gone)
    }
    await show(HandoverScreen, window, id)
    expect(go).toHaveBeenLastCalledWith('case', id, { replace: true })
  })

  test('gives way to the one that took its place', async () => {
    const window = await openWindow()
    const { id, certNo } = await printed(window)
    await window.work.spoil(id, certNo, 'jam')
    const again = await window.work.reissue(id, certNo)
    expect(step(window, id)).toBe('issue')
    expect(await show(IssueScreen, window, id)).toContain(`data-no="${again.certNo}"`)
    await window.work.printed(id, 'certificate', again._id)
    expect(step(window, id)).toBe('handover')
    await window.work.handOver(id, [])
    expect(await show(HandoverScreen, window, id)).toMatch(new RegExp(`class="number"[^>]*>${again.certNo}<`))
  })
})

test('a hand-over names the couple and the certificate, and asks for no return of papers nobody asked for', async () => {
  const window = await openWindow()
  const { id, certNo } = await printed(window)
  const first = await show(HandoverScreen, window, id)
  expect(first).toContain(`赵明 / 周芳 · ${certNo}`)
  expect(first).toContain('勾选材料已退还')
  await window.work.handOver(id, [])
  await window.work.reportLoss(id, certNo)
  const again = await window.work.reissue(id, certNo)
  await window.work.printed(id, 'certificate', again._id)
  const second = await show(HandoverScreen, window, id)
  expect(second).toContain(`赵明 / 周芳 · ${again.certNo}`)
  expect(second).not.toContain('勾选材料已退还')
})

test('the certificate of another office bears that office’s name', async () => {
  const disk = new Disk()
  const there = await openWindow({
    disk,
    author: { ...COLLEAGUE, device: `${ELSEWHERE}B7`, site: ELSEWHERE },
  })
  const { id } = await issued(there)
  const screen = await show(IssueScreen, await openWindow({ disk }), id)
  expect(screen).toContain('德感社区')
  expect(screen).not.toContain('四牌坊社区')
})

test('what the guide lets stay is named when all is handed over, and only then', async () => {
  const window = await openWindow()
  const done = async (item: string) => {
    const id = await accepted(window, item)
    const asked = { basis: 'phone', office: '武侯区某社区', content: '情况属实' } as const
    if (item === 'only-child') await window.work.giveOpinion(id, asked)
    await window.work.issue(id)
    await window.work.handOver(id, [])
    return show(HandoverScreen, window, id)
  }
  expect(await done('birth-service')).toContain('未留存任何材料')
  const onlyChild = await done('only-child')
  expect(onlyChild).not.toContain('未留存')
  expect(onlyChild).toContain('只留存：身份证复印件')
})

test('of all papers the latest is shown first', async () => {
  const window = await openWindow()
  const id = await accepted(window)
  expect(await show(PapersScreen, window, id)).toMatch(/aria-pressed="true" data-test="paper-of-receipt"/)
})

describe('R30: a certificate that the township issued', () => {
  const asHall = (window: Window): Partial<Tablet> => ({
    device: {
      ...tabletOf(window).device,
      site: { code: '500116001000', name: '几江街道', nameEn: 'Jijiang' },
    },
  })

  test('lies at the township: the community says where, and does not offer to hand it over', async () => {
    const { window, id } = await printedAtTheHall()
    expect(step(window, id)).toBe('delivery')
    const screen = await show(DeliveryScreen, window, id)
    expect(screen).toMatch(/证在几江街道.*打电话告诉申请人/s)
    expect(screen).not.toContain('delivery-handover')
    expect(screen).toContain('delivery-brought')
    const standing = await show(CaseScreen, window, id)
    expect(standing).toContain('证在几江街道')
    expect(standing).not.toContain('way-hand-over')
  })

  test('is mailed by the township alone', async () => {
    const { window, id } = await printedAtTheHall()
    await window.work.chooseDelivery(id, 'mail')
    const screen = await show(DeliveryScreen, window, id)
    expect(screen).toContain('证在几江街道，由他们寄出')
    expect(screen).not.toContain('data-test="tracking"')
  })

  test('is handed over where it lies', async () => {
    const { hall, id } = await printedAtTheHall()
    const screen = await show(DeliveryScreen, hall, id, '', '2021-06-14', asHall(hall))
    expect(screen).toContain('delivery-handover')
    expect(screen).not.toContain('at-another')
  })
})
