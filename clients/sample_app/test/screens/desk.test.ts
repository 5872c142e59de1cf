import { describe, expect, test } from 'vitest'
import { reactive, ref } from 'vue'
import AcceptedScreen from '../../src/screens/certificate/AcceptedScreen.vue'
import IssueScreen from '../../src/screens/certificate/IssueScreen.vue'
import PapersScreen from '../../src/screens/certificate/PapersScreen.vue'
import AtHubGate from '../../src/screens/desk/AtHubGate.vue'
import ConfirmScreen from '../../src/screens/desk/ConfirmScreen.vue'
import DecideScreen from '../../src/screens/desk/DecideScreen.vue'
import DeskScreen from '../../src/screens/desk/DeskScreen.vue'
import VoidScreen from '../../src/screens/desk/VoidScreen.vue'
import type { Tablet } from '../../src/tablet'
import { CALL, inReview, issued, openAs, pledged, TOWNSHIP } from '../helpers/flows'
import { show } from '../helpers/screen'
import { openWindow, type Window } from '../helpers/window'

const DAY = '2021-06-14'
const AT_THE_DESK = { post: 'township' } as const
const OFFLINE = {
  sync: { state: reactive({ online: false, lastAnswer: 0, attention: '', reason: '' }) },
} as unknown as Partial<Tablet>

const atDesk = (screen: Parameters<typeof show>[0], window: Window, id = '', detail = '', more = {}) =>
  show(screen, window, id, detail, DAY, { ...AT_THE_DESK, ...more })

/** As the township's tablet has it, the hub's answers among it. */
async function beforeTheTownship(): Promise<{ township: Window; window: Window; id: string }> {
  const window = await openWindow()
  const id = await inReview(window)
  const township = await openAs(window.disk, TOWNSHIP)
  for (const record of window.cases.recordsOf(id)) township.cases.tell({ ...record, _rev: '1-a' })
  return { township, window, id }
}

async function disputed() {
  const window = await openWindow()
  const { id, certNo } = await issued(window)
  const pledge = await pledged(window, id)
  await window.work.verify(id, { pledge, ...CALL })
  await window.work.conclude(id, { pledge, result: 'false', evidence: '登记有两孩' })
  return { window, id, certNo, pledge }
}

test('the desk counts what waits, by kind, and says so when nothing does', async () => {
  const { township, id } = await beforeTheTownship()
  const screen = await atDesk(DeskScreen, township)
  expect(screen).toContain('data-test="desk-decide" data-count="1"')
  expect(screen).toContain('2021-07-12 还剩 19 个工作日')
  expect(screen).not.toContain('data-test="desk-issue"')
  await township.work.refuse(id, 'not-eligible', '已生育三个子女')
  expect(await atDesk(DeskScreen, township)).toContain('data-test="desk-none"')
})

test('what is late stands out', async () => {
  const { township } = await beforeTheTownship()
  const screen = await atDesk(DeskScreen, township, '', '', { daysLeft: () => -2 })
  expect(screen).toMatch(/class="late tag"[^>]*>\s*2021-07-12 已超期 2 个工作日/)
})

test('a proof that was written otherwise than it was verified is shown as such, with its reason or without', async () => {
  const { township, id } = await beforeTheTownship()
  expect(await atDesk(DecideScreen, township, id)).not.toContain('data-test="obtained-differs"')
  const his = { spouse: 'husband', marital: '未婚', children: 5 } as const
  await township.work.proveStatus(id, his)
  expect(await atDesk(DecideScreen, township, id)).toMatch(
    /! <strong[^>]*>赵明：未婚，子女 5 人.*有出入.*与核实过的承诺不同.*与申请时登记的不同.*没有写明理由/s,
  )
  await township.work.proveStatus(id, { ...his, grounds: '户籍地来函更正' })
  expect(await atDesk(DecideScreen, township, id)).toContain('写明的理由：户籍地来函更正')
})

test('who decides sees what was declared, and what the office obtained on what basis', async () => {
  const { township, id } = await beforeTheTownship()
  const screen = await atDesk(DecideScreen, township, id)
  for (const words of [
    '赵小明（男，2018-09-01）',
    '符合政策再生育',
    '赵明：初婚，子女 1 人',
    '本人承诺，已核实',
    '系统查验',
  ]) {
    expect(screen).toContain(words)
  }
  await township.work.grant(id)
  expect(await atDesk(DecideScreen, township, id)).toContain('data-test="decide-over"')
})

describe('once it is granted', () => {
  test('a window says who issues it, a desk issues it', async () => {
    const { township, id } = await beforeTheTownship()
    await township.work.grant(id)
    const atWindow = await show(AcceptedScreen, township, id)
    expect(atWindow).toContain('由 几江街道 制证')
    expect(atWindow).not.toContain('data-test="to-issue"')
    expect(await atDesk(AcceptedScreen, township, id)).toContain('data-test="to-issue"')
  })

  test('without a network the desk is told how old the district’s lists are before it issues', async () => {
    const { township, id } = await beforeTheTownship()
    await township.work.grant(id)
    expect(await atDesk(IssueScreen, township, id, '', OFFLINE)).toContain('data-test="lists-are-old"')
    expect(await atDesk(IssueScreen, township, id)).not.toContain('data-test="lists-are-old"')
  })
})

describe('R04: a pledge that one called false', () => {
  test('is confirmed by another person alone', async () => {
    const { window, id, pledge } = await disputed()
    const own = await atDesk(ConfirmScreen, window, id, pledge)
    expect(own).toContain('data-test="confirm-own"')
    const person = { name: 'jijiang', displayName: '几江街道办', role: 'township' } as const
    const nameOf = (name: string) => name // nobody of that office works with this tablet
    const another = await atDesk(ConfirmScreen, window, id, pledge, { person, nameOf })
    expect(another).not.toContain('data-test="confirm-own"')
    expect(another).toContain('data-test="confirm-agree"')
    expect(another).toContain('登记有两孩')
    expect(another).toContain('四牌坊社区经办人（账号 sipaifang-1） 认为不实')
  })

  test('is settled once', async () => {
    const { window, id, pledge } = await disputed()
    const township = await openAs(window.disk, TOWNSHIP)
    const conclusion = township.work.standing(id).pledges[0]?.conclusion?.id ?? ''
    await township.work.confirm(id, { conclusion, agrees: true, corrected: false })
    expect(await atDesk(ConfirmScreen, township, id, pledge)).toContain('data-test="confirm-over"')
  })
})

test('a certificate is made void from its papers, at the desk and not at a window', async () => {
  const { window, id, certNo } = await disputed()
  expect(await show(PapersScreen, window, id)).not.toContain('data-test="to-void"')
  expect(await atDesk(PapersScreen, window, id)).toContain('data-test="to-void"')
  const township = await openAs(window.disk, TOWNSHIP)
  await township.work.makeVoid(id, certNo, 'other', '依据说明')
  expect(await atDesk(VoidScreen, township, id)).toContain('data-test="void-none"')
  expect(await atDesk(PapersScreen, township, id)).toContain(
    'aria-pressed="true" data-test="paper-of-void-notice"',
  )
})

test('what is ordered at the hub says that it needs the network, then whose password', async () => {
  const window = await openWindow()
  expect(await atDesk(AtHubGate, window, '', '', OFFLINE)).toContain('data-test="at-hub-offline"')
  expect(await atDesk(AtHubGate, window)).toContain('周经办 的登录密码')
  const signedIn = { atHub: { isSignedIn: ref(true) } } as unknown as Partial<Tablet>
  expect(await atDesk(AtHubGate, window, '', '', signedIn)).not.toContain('at-hub-password')
})
