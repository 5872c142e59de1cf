import { describe, expect, test, vi } from 'vitest'
import AskVoidScreen from '../../src/screens/certificate/AskVoidScreen.vue'
import CaseScreen from '../../src/screens/certificate/CaseScreen.vue'
import DeliveryScreen from '../../src/screens/certificate/DeliveryScreen.vue'
import HandoverScreen from '../../src/screens/certificate/HandoverScreen.vue'
import IssueScreen from '../../src/screens/certificate/IssueScreen.vue'
import ReissueScreen from '../../src/screens/certificate/ReissueScreen.vue'
import SpoiledScreen from '../../src/screens/certificate/SpoiledScreen.vue'
import { markOf } from '../../src/window/afterIssue'
import { go } from '../../src/window/route'
import { todosOf } from '../../src/window/todos'
import { accepted, COLLEAGUE, coupleFor, issued, openAs, order } from '../helpers/flows'
import { show } from '../helpers/screen'
import { Disk, openWindow, type Window } from '../helpers/window'

vi.mock('../../src/window/route', async (original) => ({
  ...(await original<typeof import('../../src/window/route')>()),
  go: vi.fn(),
}))

const offers = (screen: string) => [...screen.matchAll(/data-test="way-([\w-]+)"/g)].map(([, way]) => way)

async function handedOver(window: Window, item = 'birth-service') {
  const { id, certNo } = await issued(window, item)
  const [certificate] = window.work.standing(id).certificates
  await window.work.printed(id, 'certificate', certificate?.id ?? '')
  await window.work.handOver(id, [])
  return { id, certNo }
}

describe('a case that is done', () => {
  test('tells what happened, the latest on top, and what can be done', async () => {
    const window = await openWindow()
    const { id, certNo } = await handedOver(window)
    const screen = await show(CaseScreen, window, id)
    expect(screen).toMatch(new RegExp(`交付，经办人代注.*发证，证号 ${certNo}.*受理，编号.*窗口申请`, 's'))
    expect(offers(screen)).toEqual(['print', 'lost', 'mend', 'ask-void'])
    expect(screen).toContain('四牌坊社区 · 周经办')
    expect(screen).not.toContain('sipaifang-1')
  })

  test('of which the sheet is still here offers to spoil it, but not on another tablet', async () => {
    const disk = new Disk()
    const { id } = await issued(await openWindow({ disk }))
    expect(offers(await show(CaseScreen, await openWindow({ disk }), id))).toContain('spoiled')
    const screen = await show(CaseScreen, await openAs(disk, COLLEAGUE), id)
    expect(offers(screen)).not.toContain('spoiled')
    expect(screen).toMatch(/data-test="not-own".*500116001901A3/s)
    const another = await openAs(disk, COLLEAGUE)
    expect(await show(SpoiledScreen, another, id)).toMatch(/data-test="spoiled-not-own".*500116001901A3/s)
    expect(await show(IssueScreen, another, id)).not.toContain('data-test="to-spoiled"')
  })

  test('and was lost is reissued under the next number', async () => {
    const window = await openWindow()
    const { id, certNo } = await handedOver(window)
    await window.work.reportLoss(id, certNo)
    expect(offers(await show(CaseScreen, window, id))).toEqual(['reissue', 'mend', 'ask-void'])
    expect(await show(ReissueScreen, window, id)).toMatch(new RegExp(`代替 ${certNo}`))
    const again = await window.work.reissue(id, certNo)
    expect(await show(CaseScreen, window, id)).toContain(`补发，证号 ${again.certNo}，代替 ${certNo}`)
  })

  test('and is wrong is put right without the township and without a paper', async () => {
    const window = await openWindow()
    const { id, certNo } = await handedOver(window)
    const couple = coupleFor('birth-service')
    const name = '赵铭'
    await window.work.declare(id, { ...couple, husband: { ...couple.husband, name } })
    await window.work.requestVoid(id, certNo, 'clerical-error', '')
    expect(todosOf(window.cases).map(({ kind }) => kind)).toContain('reissue')
    const again = await window.work.reissue(id, certNo)
    expect(again.husband.name).toBe(name)
    const states = window.work.standing(id).certificates.map((one) => one.void)
    expect(states).toEqual(['superseded', ''])
    expect(window.work.standing(id).violations).toEqual([])
  })

  test('and was never wrong has no successor', async () => {
    const window = await openWindow()
    const { id, certNo } = await handedOver(window)
    expect(await show(ReissueScreen, window, id)).toContain('data-test="reissue-not"')
    await expect(window.work.reissue(id, certNo)).rejects.toThrow()
  })

  test('of a couple who want it no more says that the township was asked', async () => {
    const window = await openWindow()
    const { id, certNo } = await handedOver(window)
    expect(await show(AskVoidScreen, window, id)).not.toContain('data-test="void-asked"')
    await window.work.requestVoid(id, certNo, 'applicant-asks', '')
    expect(await show(AskVoidScreen, window, id)).toContain('data-test="void-asked"')
    expect(offers(await show(CaseScreen, window, id))).not.toContain('ask-void')
  })
})

describe('a certificate that the township made void', () => {
  async function voided(why: string) {
    const window = await openWindow()
    const { id, certNo } = await handedOver(window)
    const of = order(window.cases, 'void', id, { certNo, why, grounds: '' })
    return { window, id, certNo, of }
  }
  const kinds = ({ cases }: Window) => todosOf(cases).map(({ kind }) => kind)

  test('is work until the couple’s notice came out of the printer', async () => {
    const { window, id, of } = await voided('other')
    expect(kinds(window)).toContain('void-notice')
    expect(await show(CaseScreen, window, id)).toContain('data-test="untold-void"')
    await window.work.printed(id, 'void-notice', of)
    expect(kinds(window)).not.toContain('void-notice')
    expect(await show(CaseScreen, window, id)).not.toContain('data-test="untold-void"')
  })

  test('or until another was issued in its place', async () => {
    const { window, id, certNo } = await voided('clerical-error')
    expect(offers(await show(CaseScreen, window, id))).toEqual(['reissue', 'mend'])
    await window.work.reissue(id, certNo)
    expect(kinds(window)).not.toContain('void-notice')
  })

  test.each(['duplicate', 'applicant-asks'])('for %s has no successor here', async (why) => {
    const { window, id } = await voided(why)
    const screen = await show(CaseScreen, window, id)
    expect(offers(screen)).toEqual([])
    expect(screen).toContain('data-test="no-other"')
  })

  test('is marked where cases are looked for', async () => {
    const { window, id } = await voided('other')
    expect(markOf(window.work.standing(id))).toBe('void')
  })
})

describe('a spoiled sheet', () => {
  test('asks what happened to it, then another is issued', async () => {
    const window = await openWindow()
    const { id, certNo } = await issued(window)
    expect(await show(SpoiledScreen, window, id)).toContain('data-test="spoiled-jam"')
    await window.work.spoil(id, certNo, 'jam')
    await show(SpoiledScreen, window, id)
    expect(go).toHaveBeenLastCalledWith('reissue', id, { replace: true })
  })
})

describe('a certificate on its way', () => {
  test('is not said to lie ready before it is printed (R39)', async () => {
    const window = await openWindow()
    const id = await accepted(window, 'only-child')
    await window.work.chooseDelivery(id, 'pick-up')
    expect(await show(DeliveryScreen, window, id)).toContain('data-test="not-ready"')
    await window.work.giveOpinion(id, { basis: 'phone', office: '武侯区某社区', content: '属实' })
    const { _id } = await window.work.issue(id)
    const screen = await show(DeliveryScreen, window, id)
    expect(screen).toContain('data-test="not-ready"')
    expect(screen).not.toContain('data-test="delivery-handover"')
    await window.work.printed(id, 'certificate', _id)
    expect(await show(DeliveryScreen, window, id)).toContain('data-test="ready"')
    expect(await show(HandoverScreen, window, id)).toContain('data-test="fetch"')
  })

  test('is mailed with a number, comes back, and can be sent again', async () => {
    const window = await openWindow()
    const { work } = window
    const id = await accepted(window, 'only-child')
    await work.chooseDelivery(id, 'mail')
    await work.giveOpinion(id, { basis: 'phone', office: '武侯区某社区', content: '属实' })
    const { _id, certNo } = await work.issue(id)
    await work.printed(id, 'certificate', _id)
    expect(todosOf(window.cases).map(({ kind }) => kind)).toContain('mail')
    expect(await show(DeliveryScreen, window, id)).not.toContain('data-test="ready"')
    await work.mail(id, '中国邮政', 'EA123')
    const sent = await show(DeliveryScreen, window, id)
    expect(sent).toContain('data-test="track-returned"')
    await work.track(id, { certNo, state: 'returned' })
    expect(await show(DeliveryScreen, window, id)).toContain('退回，可再寄或来取')
    expect(offers(await show(CaseScreen, window, id))).toContain('deliver')
  })

  test('at the window of a birth has nothing to choose', async () => {
    const window = await openWindow()
    const { id } = await issued(window)
    expect(offers(await show(CaseScreen, window, id))).not.toContain('deliver')
  })
})

test('what they thought of it is asked once it is handed over, and only once', async () => {
  const window = await openWindow()
  const { id } = await handedOver(window)
  expect(await show(HandoverScreen, window, id)).toContain('data-test="rate-5"')
  await window.work.rate(id, 5)
  const screen = await show(HandoverScreen, window, id)
  expect(screen).not.toContain('data-test="rate-5"')
  expect(screen).toContain('data-test="rated"')
})
