import { describe, expect, test } from 'vitest'
import { type Component, createSSRApp, h, reactive } from 'vue'
import { renderToString } from 'vue/server-renderer'
import type { PaperKind } from '../../src/domain/facts'
import { statusCode } from '../../src/domain/statusLink'
import { type CasePaper, papersOf } from '../../src/papers/ofCase'
import PaperSheet from '../../src/papers/PaperSheet.vue'
import { TABLET, type Tablet } from '../../src/tablet'
import {
  accepted,
  CALL,
  inReview,
  issued,
  lookedUp,
  openAs,
  order,
  pledged,
  TOWNSHIP,
} from '../helpers/flows'
import { Disk, openWindow, SITE, type Window } from '../helpers/window'

const NAMES: Record<string, string> = { [SITE]: '四牌坊社区', '500116001000': '几江街道' }

function tabletOf({ work, cases }: Window): Tablet {
  return {
    device: {
      site: { code: SITE, name: '四牌坊社区', nameEn: 'Sipaifang' },
      publicUrl: 'https://yici.example',
    },
    nameOf: (name: string) => (name === 'sipaifang-1' ? '周经办' : name),
    district: reactive({ complaintPhone: '023-47292152', portal: 'https://portal.example' }),
    siteName: (code: string) => ({ zh: NAMES[code] ?? code, en: code }),
    work,
    cases,
  } as unknown as Tablet
}

function papers({ work, cases }: Window, id: string): CasePaper[] {
  return papersOf(work.standing(id), cases.recordsOf(id))
}

/** The one paper of a kind, as it is printed. */
function print(window: Window, id: string, kind: PaperKind): Promise<string> {
  const found = papers(window, id).filter((paper) => paper.kind === kind)
  expect(found, kind).not.toHaveLength(0)
  const props = { found: window.work.standing(id), records: window.cases.recordsOf(id), paper: found.at(-1) }
  const app = createSSRApp({ render: () => h(PaperSheet as Component, props) })
  return renderToString(app.provide(TABLET, tabletOf(window)))
}

const PLACE = /四牌坊社区.*周经办.*津卫行审〔2021〕7号.*023-47292152.*个人信息仅用于办理本事项/s

test('the pledge says what was signed, and is as the office keeps it', async () => {
  const window = await openWindow()
  const id = await accepted(window)
  await pledged(window, id)
  const paper = await print(window, id, 'pledge')
  expect(paper).toContain('本人赵明承诺：本人目前婚姻状况为初婚；已生育、收养子女共 1 人')
  expect(paper).toContain('不签署不影响领取生育服务证')
  expect(paper).toMatch(/<polyline points="\d+ \d+/)
  expect(paper).toMatch(PLACE)
})

test.each(['further-birth', 'only-child'])(
  'the pledge for %s says what not signing it means there, and nothing of another certificate',
  async (item) => {
    const window = await openWindow()
    const id = await accepted(window, item)
    await pledged(window, id)
    const paper = await print(window, id, 'pledge')
    expect(paper).toMatch(/文本版本 2021-2.*不签署不影响受理，也不需要另外提供任何证明/s)
    expect(paper).not.toContain('领取生育服务证')
  },
)

describe('what the office does about a pledge', () => {
  async function written() {
    const window = await openWindow()
    const id = await accepted(window)
    const pledge = await pledged(window, id)
    const unanswered = {
      ...CALL,
      method: 'letter',
      answered: false,
      person: '',
      content: '已寄核实函',
    } as const
    const letter = await window.work.verify(id, { pledge, ...unanswered })
    await window.work.verify(id, { pledge, ...CALL })
    await window.work.conclude(id, { pledge, result: 'consistent', evidence: '' })
    return { window, id, letter }
  }

  test('the letter asks the other office, has a slip to send back, and tells no code of the couple', async () => {
    const { window, id, letter } = await written()
    const paper = await print(window, id, 'letter')
    expect(paper).toContain(`${CALL.office}：`)
    expect(paper).toMatch(/回　执.*□ 一致/s)
    expect(paper).toContain(letter._id)
    expect(paper).not.toContain('查询码')
    expect(paper).toMatch(PLACE)
  })

  test('the record has every call and letter, in order, and what they came to', async () => {
    const { window, id } = await written()
    const paper = await print(window, id, 'verification')
    expect(paper).toMatch(/第 1 次核实（信函）.*无人答复.*第 2 次核实（电话）.*李同志.*结论.*一致/s)
  })
})

test('the status proof says on what it rests, and for what it is', async () => {
  const window = await openWindow()
  const id = await inReview(window)
  const paper = await print(window, id, 'status-proof')
  const { caseNo } = window.work.standing(id)
  expect(paper).toMatch(/编号 HY.*经人口家庭电子信息系统查验/s)
  expect(paper).toContain(`办理再生育服务证（受理编号 ${caseNo}）`)
  const [acceptance] = window.cases.own('acceptance')
  expect(paper).toContain(statusCode(acceptance ?? { sig: '' }))
})

test('R33: the opinion is the committee’s of this window', async () => {
  const window = await openWindow()
  const id = await accepted(window, 'only-child')
  await window.work.giveOpinion(id, { basis: 'phone', office: '户籍地村委会', content: '情况属实' })
  const paper = await print(window, id, 'opinion')
  expect(paper).toContain('村（居）民委员会意见')
  expect(paper).toMatch(/出具单位：四牌坊社区/)
  expect(paper).toContain('不由本人回户籍地出具')
})

test('a refusal says facts, reason, basis and remedy, in the name of the township', async () => {
  const disk = new Disk()
  const window = await openWindow({ disk })
  const id = await inReview(window)
  const hall = await openAs(disk, TOWNSHIP)
  await hall.work.refuse(id, 'not-eligible', '已有三个子女')
  const paper = await print(hall, id, 'refusal')
  expect(paper).toMatch(
    /一、事实.*二、理由.*不符合再生育条件.*已有三个子女.*三、依据.*四、救济途径.*行政复议/s,
  )
  expect(paper).toContain('几江街道（盖章）')
})

describe('a certificate that is void', () => {
  test('is told of with its reason, and is itself no paper any more', async () => {
    const window = await openWindow()
    const { id, certNo } = await issued(window)
    order(window.cases, 'void', id, { certNo, why: 'clerical-error', grounds: '写错姓名' }, certNo)
    expect(papers(window, id).map(({ kind }) => kind)).not.toContain('certificate')
    const paper = await print(window, id, 'void-notice')
    expect(paper).toMatch(/作废通知.*因“填写错误”作废/s)
    expect(paper).not.toContain('999999198803121012')
  })

  test('is told of with the one in its place', async () => {
    const window = await openWindow()
    const { id, certNo } = await issued(window)
    await window.work.reportLoss(id, certNo)
    const second = await window.work.reissue(id, certNo)
    const paper = await print(window, id, 'void-notice')
    expect(paper).toMatch(new RegExp(`补发通知.*遗失.*已补发新证，证号 ${second.certNo}`, 's'))
  })

  test('and put right, says that the office wrote it wrongly', async () => {
    const window = await openWindow()
    const { id, certNo } = await issued(window)
    await window.work.requestVoid(id, certNo, 'clerical-error', '')
    const second = await window.work.reissue(id, certNo)
    const paper = await print(window, id, 'void-notice')
    expect(paper).toMatch(new RegExp(`补发通知.*因“填写错误”作废.*证号 ${second.certNo}`, 's'))
  })
})

test('a further birth’s certificate has its basis and a place for the wife’s photograph', async () => {
  const disk = new Disk()
  const id = await inReview(await openWindow({ disk }))
  const hall = await openAs(disk, TOWNSHIP)
  lookedUp(hall, id, 'wife') // the hub's, and so not on the disk of this window
  await hall.work.grant(id)
  await hall.work.issue(id)
  const paper = await print(hall, id, 'certificate')
  expect(paper).toMatch(/批准依据.*津卫行审〔2021〕7号；符合再生育政策.*女方照片/s)
})

test('how often a paper came out of the printer is kept', async () => {
  const window = await openWindow()
  const { id } = await issued(window)
  const times = () => papers(window, id).find(({ kind }) => kind === 'certificate')?.printed
  expect(times()).toBe(0)
  const of = window.work.standing(id).certificates[0]?.id ?? ''
  await window.work.printed(id, 'certificate', of)
  await window.work.printed(id, 'certificate', of)
  expect(times()).toBe(2)
})
