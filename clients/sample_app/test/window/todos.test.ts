import { describe, expect, test } from 'vitest'
import { createSSRApp, h } from 'vue'
import { renderToString } from 'vue/server-renderer'
import CaseHomework from '../../src/components/CaseHomework.vue'
import type { StoredDocument } from '../../src/local/store'
import { TABLET, type Tablet } from '../../src/tablet'
import { countsOf, todosOf } from '../../src/window/todos'
import {
  accepted,
  CALL,
  inReview,
  issued,
  lookedUp,
  order,
  pledged,
  printedAtTheHall,
  verified,
} from '../helpers/flows'
import { openWindow, type Window, zhaoCouple } from '../helpers/window'

const TOWNSHIP_DESK = { post: 'township', dayAfter: () => '' } as const
const STATUS = { marital: '初婚', children: 1 }

function left({ cases }: Window): string[] {
  return todosOf(cases).map(({ kind, name }) => `${kind} ${name}`)
}

function warn({ cases }: Window, id: string, kind: string, of = ''): void {
  order(cases, 'warning', id, { kind, of, dueOn: '' }, of ? `${kind}:${of}` : kind)
}

describe('of a further birth', () => {
  test('R30: what lies at the township is told to the couple, and mailed by the township', async () => {
    const { window, hall, id } = await printedAtTheHall()
    expect(left(window)).toEqual(['fetch 赵明 / 周芳'])
    expect(todosOf(window.cases)[0]?.step.screen).toBe('delivery')
    await window.work.chooseDelivery(id, 'mail')
    expect(left(window)).toEqual([])
    await window.work.chooseDelivery(id, 'pick-up')
    expect(left(window)).toEqual(['fetch 赵明 / 周芳'])
    await hall.work.handOver(id, [])
    for (const record of hall.cases.recordsOf(id)) window.cases.tell({ ...record, _rev: '1-a' })
    expect(left(window)).toEqual([])
  })

  test('R27: look-up, pledge and proofs are the office’s, one after the other, until none is left', async () => {
    const window = await openWindow()
    const id = await accepted(window, 'further-birth')
    expect(left(window)).toEqual(['sign 赵明', 'look-up 周芳'])
    const pledge = await pledged(window, id)
    expect(left(window)).toEqual(['pledge 赵明', 'look-up 周芳'])
    lookedUp(window, id, 'wife')
    expect(left(window)).toEqual(['pledge 赵明', 'proof 周芳'])
    await window.work.verify(id, { pledge, ...CALL })
    await window.work.conclude(id, { pledge, result: 'consistent', evidence: '' })
    expect(left(window)).toEqual(['proof 赵明', 'proof 周芳'])
    await window.work.proveStatus(id, { spouse: 'husband', ...STATUS })
    await window.work.proveStatus(id, { spouse: 'wife', ...STATUS })
    expect(left(window)).toEqual([])
  })

  test('R03: an answer that does not fit is asked of the other office, by the day the hub gave', async () => {
    const window = await openWindow()
    const id = await accepted(window, 'further-birth')
    await verified(window, id)
    await window.work.proveStatus(id, { spouse: 'husband', ...STATUS })
    const lookup = lookedUp(window, id, 'wife', 'mismatch')
    const task = { _id: `task:ask-office:${lookup}`, _rev: '1-a', type: 'task', kind: 'ask-office', lookup }
    window.cases.tell({ ...task, case: id, dueOn: '2021-06-21' } as StoredDocument)
    expect(todosOf(window.cases)).toMatchObject([{ kind: 'ask-office', name: '周芳', dueOn: '2021-06-21' }])
    const said = { office: '白沙镇', contact: '023-00000000', person: '', content: '无误', corrected: false }
    await window.work.inquire(id, { lookup, ...said })
    expect(left(window)).toEqual([])
  })

  test('what the other office has corrected is looked up again; what it has not goes to the township', async () => {
    const window = await openWindow()
    const id = await accepted(window, 'further-birth')
    await pledged(window, id)
    const said = { office: '白沙镇', contact: '023-00000000', person: '李同志', content: '已更正' }
    const lookup = lookedUp(window, id, 'wife', 'mismatch')
    await window.work.inquire(id, { lookup, ...said, corrected: true })
    expect(left(window)).toEqual(['pledge 赵明', 'look-up 周芳'])
    order(
      window.cases,
      'lookup',
      id,
      { spouse: 'wife', result: 'mismatch', marital: '', children: 2 },
      'wife-2',
    )
    expect(left(window)).toEqual(['pledge 赵明', 'ask-office 周芳'])
    const again = `order:lookup:${id}:wife-2`
    await window.work.inquire(id, { lookup: again, ...said, corrected: false })
    expect(left(window)).toEqual(['pledge 赵明'])
  })

  test('each leads to the screen where it is done, by the day that was promised', async () => {
    const window = await openWindow()
    const { wife } = zhaoCouple()
    const id = await accepted(window, 'further-birth', { wife: { ...wife, remarriedAfter: 'death' } })
    await verified(window, id)
    lookedUp(window, id, 'wife', 'no-record')
    const steps = todosOf(window.cases).map(({ step, dueOn }) => [step.screen, step.detail, dueOn])
    expect(steps).toEqual([
      ['ask-office', 'wife', '2021-07-12'],
      ['prove-status', 'husband', '2021-07-12'],
      ['prove-children', '', '2021-07-12'],
    ])
  })

  test('a pledge found false waits for the township, and nobody here has to do anything', async () => {
    const window = await openWindow()
    const id = await accepted(window, 'further-birth')
    const pledge = await pledged(window, id)
    await window.work.verify(id, { pledge, ...CALL })
    await window.work.conclude(id, { pledge, result: 'false', evidence: '来函：已有两个子女' })
    expect(todosOf(window.cases)).toMatchObject([
      { kind: 'second-person', name: '赵明', waits: true },
      { kind: 'look-up', name: '周芳', waits: true },
    ])
    expect(todosOf(window.cases, TOWNSHIP_DESK)[0]).toMatchObject({
      kind: 'confirm',
      name: '赵明',
      waits: false,
      step: { screen: 'confirm', detail: pledge },
    })
  })

  test('whom nobody answers is not forgotten: a letter is still to be sent', async () => {
    const window = await openWindow()
    const id = await accepted(window, 'further-birth')
    const pledge = await pledged(window, id)
    const inVain = { ...CALL, answered: false, person: '', content: '' }
    for (const _ of [1, 2]) await window.work.verify(id, { pledge, ...inVain })
    await window.work.conclude(id, { pledge, result: 'unreachable', evidence: '' })
    expect(left(window)).toEqual(['pledge 赵明', 'look-up 周芳'])
  })

  test('a proof whose sheet was spoiled is to be written anew', async () => {
    const window = await openWindow()
    const id = await inReview(window)
    expect(left(window)).toEqual([])
    const [first] = window.work.standing(id).proofs
    await window.work.spoil(id, first?.certNo ?? '', 'jam')
    expect(left(window)).toEqual(['proof 赵明'])
    await window.work.proveStatus(id, { spouse: 'husband', ...STATUS })
    expect(left(window)).toEqual([])
  })

  test('what the hub warns of comes first or is marked', async () => {
    const window = await openWindow()
    const id = await accepted(window, 'further-birth')
    const pledge = await pledged(window, id)
    warn(window, id, 'pledge-5', pledge)
    warn(window, id, 'look-up-late', `order:lookup:${id}:wife`)
    warn(window, id, 'due-soon')
    expect(todosOf(window.cases)).toMatchObject([
      { kind: 'due-soon', name: '赵明 / 周芳', dueOn: '2021-07-12', late: false },
      { kind: 'pledge', late: true },
      { kind: 'look-up', late: true },
    ])
    warn(window, id, 'overdue')
    expect(todosOf(window.cases)[0]).toMatchObject({ kind: 'overdue', late: true })
    await window.work.withdraw(id)
    expect(left(window)).toEqual([])
  })
})

test('R33: the opinion of an only child is the office’s', async () => {
  const window = await openWindow()
  const id = await accepted(window, 'only-child')
  expect(left(window)).toEqual(['opinion 赵明 / 周芳', 'look-up 周芳'])
  await verified(window, id)
  await window.work.giveOpinion(id, { basis: 'pledge', office: '', content: '' })
  expect(left(window)).toEqual([])
})

test('of two certificates the later waits for the township, as long as it is in force', async () => {
  const window = await openWindow()
  const { id, certNo } = await issued(window)
  const two = { certNo, other: 'FS50011600190121B700014', otherCase: '500116001901B7-1' }
  order(window.cases, 'duplicate', id, { ...two, keep: two.other }, `${certNo}:${two.other}`)
  expect(left(window)).toContain('duplicate 赵明 / 周芳')
  expect(todosOf(window.cases, TOWNSHIP_DESK)).toContainEqual(
    expect.objectContaining({
      kind: 'keep',
      waits: false,
      step: { screen: 'duplicate', detail: `order:duplicate:${id}:${certNo}:${two.other}` },
    }),
  )
  order(window.cases, 'void', id, { certNo, why: 'duplicate', grounds: '', at: '2021-06-15T00:00:00.000Z' })
  expect(left(window)).not.toContain('duplicate 赵明 / 周芳')
})

test.each(['both-stay', 'duplicate-over'] as const)(
  'it waits no more after %s, though it is in force',
  async (over) => {
    const window = await openWindow()
    const { id, certNo } = await issued(window)
    const two = { certNo, other: 'FS50011600190121B700014' }
    const told = { ...two, otherCase: '500116001901B7-1', keep: two.other }
    order(window.cases, 'duplicate', id, told, `${certNo}:${two.other}`)
    order(window.cases, over, id, { ...two, grounds: '', at: '2021-06-15T00:00:00.000Z' }, certNo)
    expect(left(window)).not.toContain('duplicate 赵明 / 周芳')
  },
)

test('the work list counts each kind, the pressing first', async () => {
  const window = await openWindow()
  await accepted(window, 'further-birth')
  await pledged(window, await accepted(window, 'further-birth'))
  expect(countsOf(todosOf(window.cases))).toEqual([
    { kind: 'pledge', n: 1 },
    { kind: 'sign', n: 1 },
    { kind: 'look-up', n: 2 },
  ])
})

test('the screen of a case shows its own homework only, and nothing where there is none', async () => {
  const window = await openWindow()
  const id = await accepted(window, 'further-birth')
  await pledged(window, await accepted(window))
  const shown = () => {
    const app = createSSRApp({ render: () => h(CaseHomework, { found: window.work.standing(id) }) })
    return renderToString(
      app.provide(TABLET, { cases: window.cases, today: { date: '2021-06-14' } } as unknown as Tablet),
    )
  }
  expect(await shown()).toMatch(/本办公室要办的.*等系统查验.*周芳.*不用管/s)
  expect(await shown()).not.toContain('核实承诺')
  await window.work.withdraw(id)
  expect(await shown()).not.toContain('本办公室')
})
