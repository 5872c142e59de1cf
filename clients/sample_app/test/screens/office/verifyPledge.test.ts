import { beforeEach, expect, test, vi } from 'vitest'
import VerifyPledgeScreen from '../../../src/screens/office/VerifyPledgeScreen.vue'
import { accepted, CALL, pledged } from '../../helpers/flows'
import { show } from '../../helpers/screen'
import { openWindow, type Window } from '../../helpers/window'

vi.mock('../../../src/window/useDraft', () => import('../../helpers/draft'))
const { fillIn } = await import('../../helpers/draft')

beforeEach(() => fillIn({}))

const shown = (window: Window, id: string) => show(VerifyPledgeScreen, window, id, 'husband')
const IN_VAIN = { ...CALL, answered: false, person: '', content: '' } as const

async function opened() {
  const window = await openWindow()
  const id = await accepted(window, 'further-birth')
  return { window, id, pledge: await pledged(window, id) }
}

test('says who pledged what, and that a call comes first; nothing can be concluded yet', async () => {
  const { window, id } = await opened()
  const screen = await shown(window, id)
  expect(screen).toMatch(/赵明 承诺.*初婚.*1 个.*999999198803121012.*四川省成都市武侯区/s)
  expect(screen).toMatch(/打电话<\/strong><span class="tag"[^>]*>建议/)
  expect(screen).not.toContain('way-conclude')
  expect(screen).not.toContain('way-reply')
})

test('whoever signed may take it back, until somebody has begun to verify it', async () => {
  const { window, id, pledge } = await opened()
  expect(await shown(window, id)).toContain('withdraw-pledge')
  await window.work.verify(id, { pledge, ...IN_VAIN })
  expect(await shown(window, id)).not.toContain('withdraw-pledge')
})

test('the number is to come from an official list', async () => {
  const { window, id } = await opened()
  fillIn({ step: 'office', way: 'phone' })
  expect(await shown(window, id)).toMatch(/官方渠道查，不用申请人给的/)
})

test('after two calls in vain a letter is proposed, and whom nobody answered is not found consistent', async () => {
  const { window, id, pledge } = await opened()
  for (const _ of [1, 2]) await window.work.verify(id, { pledge, ...IN_VAIN })
  expect(await shown(window, id)).toMatch(/寄核实函<\/strong><span class="tag"[^>]*>建议.*两次没有人答复/s)
  fillIn({ step: 'result', way: 'conclude' })
  const screen = await shown(window, id)
  expect(screen).toMatch(/disabled data-test="result-consistent"/)
  expect(screen).not.toMatch(/disabled data-test="result-unreachable"/)
})

test('what was typed is seen before it is written down', async () => {
  const { window, id } = await opened()
  fillIn({
    step: 'look',
    way: 'phone',
    office: '某街道',
    contact: '028-1',
    answered: true,
    person: '李同志',
    content: '属实',
  })
  expect(await shown(window, id)).toMatch(
    /请核对，记下后不能改.*对方单位.*某街道.*电话.*028-1.*李同志.*属实/s,
  )
})

test('that it does not fit says that a second person of the township must confirm', async () => {
  const { window, id, pledge } = await opened()
  await window.work.verify(id, { pledge, ...CALL, content: '已有两个子女' })
  fillIn({ step: 'look', way: 'conclude', result: 'false', evidence: '已有两个子女' })
  expect(await shown(window, id)).toMatch(/镇街另一人复核.*不要叫申请人回户籍地/s)
  await window.work.conclude(id, { pledge, result: 'false', evidence: '已有两个子女' })
  const after = await shown(window, id)
  expect(after).toMatch(/data-test="pledge-state".*本窗口不用再做什么/s)
  expect(after).not.toContain('data-test="step"')
})

test('each call and letter stands in the log, with the letter and the record to print', async () => {
  const { window, id, pledge } = await opened()
  await window.work.verify(id, { pledge, ...IN_VAIN })
  await window.work.verify(id, { pledge, ...IN_VAIN, method: 'letter' })
  const waiting = await shown(window, id)
  expect(waiting).toMatch(/没人接.*已寄出，等回函.*show-letter.*show-record/s)
  expect(waiting).toContain('way-reply')
  await window.work.verify(id, { pledge, ...CALL, method: 'letter' })
  expect(await shown(window, id)).toMatch(/已有回函.*李同志：情况属实/s)
})

test('a case without a pledge says so', async () => {
  const window = await openWindow()
  expect(await shown(window, await accepted(window, 'further-birth'))).toContain('没有承诺书')
})
