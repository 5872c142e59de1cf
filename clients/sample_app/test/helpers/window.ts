import { readdirSync, readFileSync } from 'node:fs'
import { casework } from '../../src/casework/casework'
import { Desk } from '../../src/casework/desk'
import { type Author, FactWriter } from '../../src/casework/factWriter'
import { type DistrictKey, learnKey } from '../../src/domain/districtKeys'
import type { Fact, Strokes } from '../../src/domain/facts'
import type { Guide } from '../../src/domain/guides'
import type { Couple, Person } from '../../src/domain/people'
import { Cases } from '../../src/known/cases'
import type { Block } from '../../src/known/numberBlocks'
import { Reference } from '../../src/known/reference'
import { Verifier } from '../../src/known/verifier'
import { Clock } from '../../src/local/clock'
import { Declines } from '../../src/local/declines'
import type { Unread } from '../../src/local/following'
import { Ledger } from '../../src/local/ledger'
import type { Notes } from '../../src/local/notes'
import { type MediaType, NoRoom } from '../../src/local/sealedPapers'
import type { StoredDocument } from '../../src/local/store'
import { type District, openDistrict } from './district'
import { createNotes } from './notes'
import { unexpected } from './unexpected'

export const DEVICE = '500116001901A3'
export const SITE = '500116001901'
export const OWN_SITE = { code: SITE, name: '四牌坊社区', nameEn: 'Sipaifang Community' }
const SCHEMA = new URL('../../../../schema/', import.meta.url)

/** What the hub ships: `guides` or `calendars`. */
export function shipped(kind: 'guides' | 'calendars'): StoredDocument[] {
  const folder = new URL(`${kind}/`, SCHEMA)
  return readdirSync(folder).map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')))
}

const GUIDES = shipped('guides') as unknown as Guide[]

export function guideOf(item: string): Guide {
  const guide = GUIDES.find((one) => one.item === item)
  if (!guide) throw new RangeError(`no guide of ${item} is shipped`)
  return guide
}

export const GUIDE = guideOf('birth-service')
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

/** A disk that can fail before or after it has written a fact; the notes of its tablets lie on it too. */
export class Disk {
  readonly documents = new Map<string, StoredDocument>()
  readonly notes = createNotes()
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

/** Keeps papers in the open, each under a name of its own, and says when there is no room. */
export class PaperBox {
  readonly papers = new Map<string, { caseId: string; of: string; mediaType: string; content: Uint8Array }>()
  isFull = false

  async check(): Promise<void> {
    if (this.isFull) throw new NoRoom('full')
  }

  async keep(caseId: string, of: string, mediaType: MediaType, content: Uint8Array): Promise<string> {
    await this.check()
    const name = String(this.papers.size + 1).padStart(43, '0')
    this.papers.set(name, { caseId, of, mediaType, content })
    return name
  }
}

export interface WindowOptions {
  disk?: Disk
  clock?: Clock
  numbers?: number
  notes?: Notes
  author?: Partial<Pick<Author, 'device' | 'site' | 'clerk' | 'role'>>
  /** Who vouches for the device; by default a district of its own. */
  district?: District
  /** Further documents of the reference database. */
  published?: object[]
  /** By default as the ledger knows it. */
  isCopied?: () => boolean
  isDateSure?: () => boolean
  failed?: (error: unknown) => void
  written?: (fact: StoredDocument) => void
  unread?: Unread
  /** The case table; by default the app's own. */
  ruleAgainst?: (fact: Fact) => string
}

/** A clerk's window over a disk: what the app puts together, without a browser and without a network. */
export async function openWindow({
  disk = new Disk(),
  clock = steadyClock(),
  numbers = 200,
  notes = disk.notes,
  author = {},
  published = [],
  isCopied,
  isDateSure = () => true,
  failed = unexpected,
  written = () => {},
  unread = new Map(),
  district: given,
  ruleAgainst,
}: WindowOptions = {}) {
  const district = given ?? (await openDistrict())
  const { privateKey, point } = await keyOf(author.device ?? DEVICE)
  const writer: Author = {
    device: DEVICE,
    site: SITE,
    clerk: 'sipaifang-1',
    role: 'clerk',
    privateKey,
    ...author,
  }
  const reference = new Reference({ ...OWN_SITE, code: writer.site })
  const trusted = new Map<string, DistrictKey>()
  learnKey(trusted, district.key)
  const verifier = new Verifier(trusted)
  for (const document of [...shipped('guides'), ...shipped('calendars'), ...published]) {
    reference.tell(document as StoredDocument)
    verifier.tell(document as StoredDocument)
  }
  const credential = await district.admit(writer.device, point)
  const device = { device: writer.device, credential, privateKey }
  const ledger = await Ledger.open(device, notes, await disk.all())
  const cases = new Cases(writer.device, reference.guides, ledger)
  const facts = new FactWriter({
    database: disk,
    ledger,
    author: () => writer,
    clock,
    isOnline: () => false,
    exclusively: oneAtATime(),
    recordsOf: (caseId) => cases.recordsOf(caseId),
    ruleAgainst: ruleAgainst ?? ((fact) => cases.ruleAgainst(fact)),
    written: (fact) => {
      written(fact)
      cases.tell(fact)
    },
    failed,
  })
  for (const document of disk.documents.values()) cases.tell(document)
  await cases.load(unread)
  for (const { item } of GUIDES) {
    cases.tell(block(1, numbers, { item, device: writer.device }) as unknown as StoredDocument)
  }
  const declines = await Declines.load(notes)
  const papers = new PaperBox()
  const desk = new Desk({
    facts,
    cases,
    reference,
    keys: trusted,
    device,
    declines,
    ledger,
    verifier,
    papers,
    isCopied: isCopied ?? (() => ledger.isCopied.value),
    isDateSure,
  })
  return { disk, ledger, clock, facts, cases, desk, work: casework(desk), device, point, papers }
}

export type Window = Awaited<ReturnType<typeof openWindow>>

const deviceKeys = new Map<string, CryptoKeyPair>()

/** A device has one key, however often its app is started. */
export async function keyOf(device: string) {
  const P256 = { name: 'ECDSA', namedCurve: 'P-256' }
  const keys = deviceKeys.get(device) ?? (await crypto.subtle.generateKey(P256, false, ['sign', 'verify']))
  deviceKeys.set(device, keys)
  const point = new Uint8Array(await crypto.subtle.exportKey('raw', keys.publicKey))
  return { privateKey: keys.privateKey, point }
}

function oneAtATime() {
  let queue: Promise<unknown> = Promise.resolve()
  return <T>(work: () => Promise<T>): Promise<T> => {
    const done = queue.then(work)
    queue = done.catch(() => {})
    return done
  }
}

export function block(
  from: number,
  to: number,
  { n = 1, item = 'birth-service', device = DEVICE } = {},
): Block {
  return { _id: `block:${device}:${item}:${n}`, type: 'block', device, item, n, from, to }
}

/** A device clock that stands at 14 June 2021, 10:00 in Chongqing. */
export function steadyClock(iso = '2021-06-14T02:00:00.000Z'): Clock {
  return new Clock(
    0,
    () => Date.parse(iso),
    () => 0,
  )
}
