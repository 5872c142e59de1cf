import { readFileSync } from 'node:fs'
import { type Block, Cases } from '../../src/cases'
import { Casework } from '../../src/casework'
import { Clock } from '../../src/clock'
import { Declines } from '../../src/declines'
import type { Couple, Fact, Guide, Person, Strokes } from '../../src/domain/types'
import { FactWriter } from '../../src/facts'
import type { Notes, StoredDocument } from '../../src/store'
import { vectors } from '../domain/vectors'
import { createNotes } from './notes'

export const DEVICE = '500116001901A3'
export const SITE = '500116001901'
export const GUIDE = JSON.parse(
  readFileSync(new URL('../../../../schema/guides/birth-service.json', import.meta.url), 'utf8'),
) as Guide
export const STROKES: Strokes = [
  [10, 10, 90, 90],
  [90, 10, 10, 90],
]

/** 赵先生, whose hukou is outside Chongqing, and his wife, with two booklets. */
export function zhaoCouple(): Couple {
  return {
    husband: person('赵明', '999999198803121012', '510000', '四川省成都市武侯区'),
    wife: person('周芳', '999999199007211425', '500116', '重庆市江津区几江街道'),
    sameBooklet: false,
    children: [],
    reason: '',
    opinionFrom: '',
  }
}

function person(name: string, idNo: string, area: string, address: string): Person {
  const residence = { area: '500116', address: '重庆市江津区几江街道大西门路 8 号' }
  return { name, idNo, hukou: { area, address }, residence, remarriedAfter: 'none' }
}

/** A disk that can fail before or after it has written. */
export class Disk {
  readonly documents = new Map<string, StoredDocument>()
  failure: '' | 'before' | 'after' = ''

  async put(document: { _id: string }): Promise<string> {
    await Promise.resolve()
    if (this.#takeFailure('before')) throw new Error('the disk is full')
    if (this.documents.has(document._id)) throw new Error('conflict')
    this.documents.set(document._id, { ...document, _rev: '1-a' })
    if (this.#takeFailure('after')) throw new Error('the page was closed')
    return '1-a'
  }

  async all(): Promise<StoredDocument[]> {
    return [...this.documents.values()]
  }

  facts(): Fact[] {
    return ([...this.documents.values()] as unknown as Fact[]).sort((left, right) => left.seq - right.seq)
  }

  #takeFailure(when: 'before' | 'after'): boolean {
    const fails = this.failure === when
    if (fails) this.failure = ''
    return fails
  }
}

export interface WindowOptions {
  disk?: Disk
  clock?: Clock
  numbers?: number
  notes?: Notes
}

/** A clerk's window over a disk: what the app puts together, without a browser and without a network. */
export async function openWindow({
  disk = new Disk(),
  clock = steadyClock(),
  numbers = 200,
  notes = createNotes(),
}: WindowOptions = {}) {
  const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
    'verify',
  ])
  const point = new Uint8Array(await crypto.subtle.exportKey('raw', keys.publicKey))
  const cases = new Cases(DEVICE, new Map([[GUIDE._id, GUIDE]]))
  const device = {
    device: DEVICE,
    credential: vectors<{ credential: string }>('tokens').credential,
    privateKey: keys.privateKey,
  }
  let queue: Promise<unknown> = Promise.resolve()
  const facts = new FactWriter({
    database: disk,
    author: { device: DEVICE, site: SITE, clerk: 'sipaifang-1', privateKey: keys.privateKey },
    clock,
    isOnline: () => false,
    exclusively: (work) => {
      const done = queue.then(work)
      queue = done.catch(() => {})
      return done
    },
    factsOf: (caseId) => cases.factsOf(caseId),
    written: (fact) => cases.tell(fact),
  })
  for (const document of disk.documents.values()) cases.tell(document)
  cases.tell(block(1, numbers) as unknown as StoredDocument)
  const declines = await Declines.load(notes)
  const work = new Casework(facts, cases, new Map([[GUIDE._id, GUIDE]]), device, declines)
  return { disk, clock, facts, cases, work, device, point }
}

export function block(from: number, to: number, n = 1): Block {
  return {
    _id: `block:${DEVICE}:birth-service:${n}`,
    type: 'block',
    device: DEVICE,
    item: 'birth-service',
    n,
    from,
    to,
  }
}

/** A device clock that stands at 14 June 2021, 10:00 in Chongqing. */
export function steadyClock(iso = '2021-06-14T02:00:00.000Z'): Clock {
  return new Clock(
    0,
    () => Date.parse(iso),
    () => 0,
  )
}
