/** Cases brought to the point that a test is about, step by step as at a real window. */
import type { Order } from '../../src/domain/orders'
import type { Couple, Spouse } from '../../src/domain/people'
import type { StoredDocument } from '../../src/local/store'
import { type Disk, guideOf, openWindow, SITE, STROKES, type Window, zhaoCouple } from './window'

export const TOWNSHIP = { device: '500116001901Z1', clerk: 'jijiang', role: 'township' } as const
/** The township at its own hall, where it decides and its sheets come out of the printer. */
export const HALL = { device: '500116001000Z1', clerk: 'jijiang', role: 'township' } as const
export const COLLEAGUE = { device: '500116001901B7', clerk: 'sipaifang-2', role: 'clerk' } as const

const SON = { name: '赵小明', bornOn: '2018-09-01', sex: 'male' } as const

/** What a couple says for each of the three items; 赵先生's hukou is in Sichuan, his wife's is here. */
export function coupleFor(item: string, changes: Partial<Couple> = {}): Couple {
  const couple = zhaoCouple()
  if (item === 'further-birth') Object.assign(couple, { reason: 'policy', children: [SON] })
  if (item === 'only-child') Object.assign(couple, { opinionFrom: 'committee', children: [SON] })
  return { ...couple, ...changes }
}

/** Another couple: of one, a second certificate is not issued. */
export function nextCouple(): Partial<Couple> {
  return { wife: { ...zhaoCouple().wife, name: '吴芳', idNo: '999999198706052246' } }
}

export function open({ work }: Window, item = 'birth-service', changes: Partial<Couple> = {}) {
  return work.open(guideOf(item), coupleFor(item, changes))
}

/** Everything the guide asks is shown, and the case accepted. */
export async function accepted(window: Window, item = 'birth-service', changes: Partial<Couple> = {}) {
  const { work } = window
  const id = await open(window, item, changes)
  const keys = work
    .asked(work.standing(id))
    .flatMap(({ key, alternatives: [parts] }) => (parts ? parts.map((part) => `${key}/${part}`) : [key]))
  await work.show(id, keys, [])
  await work.accept(id)
  return id
}

export async function issued(window: Window, item = 'birth-service', changes: Partial<Couple> = {}) {
  const id = await accepted(window, item, changes)
  const { certNo } = await window.work.issue(id)
  return { id, certNo }
}

export async function pledged({ work }: Window, id: string, spouse: Spouse = 'husband'): Promise<string> {
  const said = { marital: 'first-marriage', children: 1, phone: '', strokes: STROKES } as const
  return (await work.pledge(id, { spouse, ...said }))._id
}

export const CALL = {
  method: 'phone',
  office: '成都市武侯区某街道办事处',
  contact: '028-00000000',
  answered: true,
  person: '李同志',
  content: '情况属实',
} as const

/** The pledge of a spouse, signed, and agreed to by the office that was called. */
export async function verified(window: Window, id: string): Promise<void> {
  const pledge = await pledged(window, id)
  await window.work.verify(id, { pledge, ...CALL })
  await window.work.conclude(id, { pledge, result: 'consistent', evidence: '' })
}

/** The population system's answer for a spouse. */
export function lookedUp({ cases }: Window, id: string, spouse: Spouse, result = 'consistent'): string {
  const found = { spouse, result, marital: '初婚', children: 1 }
  return order(cases, 'lookup', id, found, spouse)
}

/** Nothing of the office's own is left of a further birth: the township may decide. */
export async function inReview(window: Window, changes: Partial<Couple> = {}): Promise<string> {
  const id = await accepted(window, 'further-birth', changes)
  await verified(window, id)
  lookedUp(window, id, 'wife')
  await window.work.proveStatus(id, { spouse: 'husband', marital: '初婚', children: 1 })
  await window.work.proveStatus(id, { spouse: 'wife', marital: '初婚', children: 1 })
  return id
}

/** A further birth that the township has granted and printed, as the community and the township have it. */
export async function printedAtTheHall(): Promise<{ window: Window; hall: Window; id: string }> {
  const window = await openWindow()
  const id = await inReview(window)
  const hall = await openAs(window.disk, HALL)
  const tell = (to: Window, from: Window) => {
    for (const record of from.cases.recordsOf(id)) to.cases.tell({ ...record, _rev: '1-a' })
  }
  tell(hall, window)
  await hall.work.grant(id)
  const { _id } = await hall.work.issue(id)
  await hall.work.printed(id, 'certificate', _id)
  tell(window, hall)
  return { window, hall, id }
}

/** The same site as another person sees it, with all that is on the disk. */
export function openAs(
  disk: Disk,
  author: typeof TOWNSHIP | typeof HALL | typeof COLLEAGUE,
): Promise<Window> {
  return openWindow({ disk, author })
}

/** The hub writes into a case. */
export function order(
  cases: Window['cases'],
  type: Order['type'],
  caseId: string,
  members: object,
  key = '',
): string {
  const _id = `order:${type}:${caseId}${key && `:${key}`}`
  const envelope = { _id, _rev: '1-a', type, v: 1, case: caseId, site: SITE, by: 'hub' }
  cases.tell({ ...envelope, at: '2021-06-14T02:30:00.000Z', ...members } as StoredDocument)
  return _id
}
