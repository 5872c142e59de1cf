import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ref } from 'vue'
import { KEPT_MS } from '../src/casework/finished'
import { Clearing, type ClearingParts, type Idle } from '../src/clearing'
import type { Cases } from '../src/known/cases'
import type { ClockBasis } from '../src/local/clock'
import { Drafts } from '../src/local/draft'
import type { Unread } from '../src/local/following'
import type { Notes } from '../src/local/notes'
import { LocalDatabase, type StoredDocument } from '../src/local/store'
import { issued, nextCouple, open, order } from './helpers/flows'
import { createNotes } from './helpers/notes'
import { unexpected } from './helpers/unexpected'
import { until } from './helpers/until'
import { DEVICE, openWindow, STROKES } from './helpers/window'

const DONE_AT = Date.parse('2021-06-14T02:00:00.000Z')
const LATER = DONE_AT + KEPT_MS + 60_000

let site: LocalDatabase
let notes: Notes
let cases: Cases
let over: string // the case that is done
let begun: string
let number: string
let facts: StoredDocument[]
let clearing: Clearing
let now: { ms: number; basis: ClockBasis }
let covered: number
let isReachable: boolean
let slowly: Promise<void>
let papers: object[]
let refused: string[]
let unread: Unread
let idle: Idle
let databases = 0
const isCopied = ref(false)
const fetched = vi.fn()
const letGo = vi.fn()
const tellReceipts = vi.fn()

beforeEach(async () => {
  databases += 1
  site = new LocalDatabase(`clearing-${databases}`)
  notes = createNotes()
  const window = await openWindow()
  cases = window.cases
  ;({ id: over, certNo: number } = await issued(window))
  await window.work.handOver(over, STROKES)
  begun = await open(window, 'birth-service', nextCouple())
  facts = window.disk.facts() as unknown as StoredDocument[]
  for (const { _rev, ...fact } of facts) await site.put(fact)
  now = { ms: LATER, basis: 'hub' }
  covered = facts.length
  isReachable = true
  slowly = Promise.resolve()
  papers = []
  refused = []
  unread = new Map()
  isCopied.value = false
  idle = { hasWork: () => false, goOn: () => true }
  fetched.mockClear()
  letGo.mockClear()
  clearing = await started()
})
afterEach(() => site.close())

/** What the app puts together when it is opened, over what is stored. */
async function started(parts: Partial<ClearingParts> = {}): Promise<Clearing> {
  const made = new Clearing(DEVICE, {
    site,
    papers: { all: async () => papers as StoredDocument[] },
    notes,
    cases,
    receipts: { coveredBy: async () => covered, forget: letGo, isCopied, tell: tellReceipts },
    refusals: { has: (id) => refused.includes(id) },
    sync: { fetch },
    clock: { now: () => now },
    unread,
    failed: unexpected,
    ...parts,
  })
  for (const document of await site.all()) {
    cases.tell(document)
    made.tell(document)
  }
  await made.load()
  return made
}

/** The hub gives what it is asked for. */
async function fetch(ids: string[]): Promise<boolean> {
  fetched(ids)
  await slowly
  if (!isReachable) return false
  const here = new Set((await site.all()).map(({ _id }) => _id))
  const lacking = facts.filter(({ _id }) => ids.includes(_id) && !here.has(_id))
  for (const fact of lacking) await arrive(fact)
  return true
}

async function arrive({ _rev, ...document }: StoredDocument): Promise<void> {
  await site.put(document)
  cases.tell({ ...document, _rev })
  clearing.tell({ ...document, _rev })
}

/** The township's word, later than all else. */
function madeVoid() {
  return {
    _id: `order:void:${over}:${number}`,
    _rev: '1-z',
    type: 'void',
    case: over,
    at: new Date(LATER).toISOString(),
    by: 'jijiang',
    site: '500116001901',
    v: 1,
    certNo: number,
    why: 'clerical-error',
    grounds: '姓名有误',
  }
}

function idsOf(caseId: string): string[] {
  return facts.filter((one) => 'case' in one && one.case === caseId).map(({ _id }) => _id)
}

async function held(): Promise<string[]> {
  const all = (await site.all()) as (StoredDocument & { case: string })[]
  return [...new Set(all.map((document) => document.case))]
}

async function takenAway(): Promise<void> {
  while (await clearing.step(idle));
}

async function formOf(key: string): Promise<void> {
  const { form, saved } = await new Drafts(notes, unexpected).open(key, () => ({ text: '' }))
  form.text = '张三'
  await Promise.resolve()
  await saved()
}

test('a case that is over goes with all that was filled in about it, and no other', async () => {
  const [, second = { _id: '' }] = facts
  for (const key of [`ask-void:${over}`, `verify:${second._id}`, `mend:${begun}`, 'couple']) await formOf(key)
  await notes.set(`envelope:${over}`, '江津区几江街道')
  await takenAway()
  expect(await notes.get(`envelope:${over}`)).toBeUndefined()
  expect(await held()).toEqual([begun])
  expect([...cases.all.keys()]).toEqual([begun])
  expect(clearing.count).toBe(1)
  const forms = (await notes.keys()).filter((key) => key.startsWith('draft:'))
  expect(forms.sort()).toEqual(['draft:couple', `draft:mend:${begun}`])
  expect(letGo.mock.calls).toEqual([[expect.arrayContaining(idsOf(over))]])
})

test('it is named by its id and by the numbers on its papers, by no other', async () => {
  const { caseNo } = cases.all.get(over) ?? { caseNo: '' }
  await takenAway()
  clearing = await started()
  for (const word of [over, number, caseNo]) expect(await clearing.named(word)).toBe(over)
  for (const word of ['', begun, number.slice(1)]) expect(await clearing.named(word)).toBe('')
})

test.each<[string, () => void]>([
  ['as long as somebody is at work', () => (idle.goOn = () => false)],
  ['in which the office has something to do', () => (idle.hasWork = () => true)],
  ['as long as the hub has not told the time', () => (now.basis = 'device')],
  ['before thirty days are over', () => (now.ms = DONE_AT + KEPT_MS - 1)],
  ['of which a fact was not receipted thirty days ago', () => (covered = 3)],
  ['that was refused a record', () => (refused = [facts[1]?._id ?? ''])],
  ['with a photograph to be sent', () => (papers = [{ _id: 'paper', case: over }])],
  ['with a record that is not understood', () => unread.set(facts[1]?._id ?? '', 'new')],
  ['from a tablet that was copied', () => (isCopied.value = true)],
])('nothing goes %s', async (_, how) => {
  how()
  expect(await clearing.step(idle)).toBe(false)
  expect(await held()).toEqual([over, begun])
  expect(clearing.count).toBe(0)
})

test('somebody who comes meanwhile is not held up, and what was begun goes on later', async () => {
  let left = 3
  idle.goOn = () => left-- > 0
  expect(await clearing.step(idle)).toBe(false)
  expect(await held()).toContain(over)
  expect(cases.all.has(over)).toBe(false)
  idle.goOn = () => true
  await takenAway()
  expect(await held()).toEqual([begun])
})

describe('of a case that somebody came between when it was leaving', () => {
  beforeEach(async () => {
    let left = 4
    idle.goOn = () => left-- > 0
    await clearing.step(idle)
    idle.goOn = () => true
  })

  test('all is here again when it is asked for, what had gone and what had not', async () => {
    const gone = idsOf(over).length - (await site.all()).length + idsOf(begun).length
    expect(gone).toBeGreaterThan(0)
    expect(gone).toBeLessThan(idsOf(over).length)
    expect(await clearing.fetchBack(over)).toBe(true)
    expect(cases.all.get(over)).toMatchObject({ state: 'closed' })
    expect(cases.recordsOf(over)).toHaveLength(idsOf(over).length)
  })

  test('nothing that happens in it meanwhile is forgotten', async () => {
    await arrive(madeVoid())
    await takenAway()
    await until(() => expect(cases.all.get(over)?.certificates).toMatchObject([{ void: 'clerical-error' }]))
  })

  test('nothing goes while it is fetched', async () => {
    let answer = () => {}
    slowly = new Promise((resolve) => {
      answer = resolve
    })
    const fetching = clearing.fetchBack(over)
    const stepping = clearing.step(idle)
    for (const _ of facts) await site.all() // time enough for each to go
    answer()
    expect([await fetching, await stepping]).toEqual([true, false])
    expect((await held()).sort()).toEqual([over, begun].sort())
    expect(cases.recordsOf(over)).toHaveLength(idsOf(over).length)
  })
})

describe('a case that was about to leave when somebody worked on it', () => {
  beforeEach(async () => {
    let left = 2
    idle.goOn = () => left-- > 0
    expect(await clearing.step(idle)).toBe(false)
    expect(cases.all.has(over)).toBe(true)
    idle.goOn = () => true
    isReachable = false
    await arrive(madeVoid())
  })

  test('stays, with a network or without', async () => {
    await takenAway()
    expect(cases.recordsOf(over)).toHaveLength(idsOf(over).length + 1)
    expect(clearing.count).toBe(0)
  })

  test('is there at the next start', async () => {
    clearing = await started()
    await until(() => expect(cases.recordsOf(over)).toHaveLength(idsOf(over).length + 1))
  })
})

test('a tablet is ready though the hub does not answer what came of a case that left', async () => {
  await takenAway()
  isReachable = false
  await arrive(madeVoid())
  await until(() => expect(fetched).toHaveBeenCalled())
  const asked = vi.fn(() => new Promise<boolean>(() => {}))
  await started({ sync: { fetch: asked } })
  await until(() => expect(asked).toHaveBeenCalled())
})

test('a tablet that is killed at any write goes on with the next start', async () => {
  let killings = 0
  for (let last = 0, killed = true; killed; last += 1) {
    let writes = 0
    const counted = async <T>(write: () => Promise<T>): Promise<T> => {
      writes += 1
      if (writes > last) throw new Error('killed')
      return write()
    }
    const dying = await started({
      site: { forget: (id) => counted(() => site.forget(id)), some: (ids) => site.some(ids) },
      notes: {
        ...notes,
        set: (key, value) => counted(() => notes.set(key, value)),
        delete: (key) => counted(() => notes.delete(key)),
      },
    })
    killed = await dying.step(idle).then(
      () => false,
      () => true,
    )
    killings += Number(killed)
    clearing = await started()
    await takenAway()
    expect(await held()).toEqual([begun])
    expect([clearing.count, cases.all.has(over)]).toEqual([1, false])
    expect(await clearing.named(number)).toBe(over)
    await clearing.fetchBack(over)
    expect(cases.all.get(over)).toMatchObject({ state: 'closed' })
    await notes.delete(`fetched:${over}`)
  }
  expect(killings).toBeGreaterThan(idsOf(over).length)
})

describe('of a case that left', () => {
  beforeEach(takenAway)

  test('something new brings all of it back, and it stays', async () => {
    await arrive(madeVoid())
    await until(() => expect(cases.all.get(over)?.certificates).toMatchObject([{ void: 'clerical-error' }]))
    await until(() => expect(clearing.count).toBe(0))
    await takenAway()
    expect(await held()).toEqual([over, begun])
  })

  test('something new brings it back later, when the hub cannot be reached now', async () => {
    isReachable = false
    await arrive(madeVoid())
    await until(() => expect(fetched).toHaveBeenCalled())
    expect(cases.all.has(over)).toBe(false)
    isReachable = true
    clearing = await started()
    await until(() => expect(cases.all.has(over)).toBe(true))
  })

  test('what a restored hub brings once more is no news: it is not asked for, and goes again', async () => {
    for (const fact of facts.filter((one) => 'case' in one && one.case === over)) await arrive(fact)
    expect(cases.all.has(over)).toBe(true)
    await takenAway()
    expect(fetched).not.toHaveBeenCalled()
    expect(await held()).toEqual([begun])
    expect(clearing.count).toBe(1)
  })

  test('whoever asks for it has it for another thirty days, and nothing while there is no network', async () => {
    isReachable = false
    expect(await clearing.fetchBack(over)).toBe(false)
    expect(await clearing.named(number)).toBe(over)
    isReachable = true
    expect(await clearing.fetchBack(over)).toBe(true)
    clearing = await started()
    await takenAway()
    expect(cases.all.get(over)?.state).toBe('closed')
    now.ms += KEPT_MS
    await takenAway()
    expect(await held()).toEqual([begun])
  })

  test('no place in the chain and no number is used again', async () => {
    expect(cases.numbers.next('birth-service')?.serial).toBe(2)
  })
})

test('an order of the hub goes with its case, and so does what the hub asked the office to do', async () => {
  order(cases, 'warning', over, { kind: 'due-soon', of: '', dueOn: '' })
  const task = { _id: `task:verify-pledge:x`, type: 'task', case: over, at: new Date(DONE_AT).toISOString() }
  await arrive({ ...task, _rev: '1-a' } as unknown as StoredDocument)
  await takenAway()
  expect(cases.tasks.size).toBe(0)
  expect((await site.all()).map(({ _id }) => _id)).not.toContain(task._id)
})
