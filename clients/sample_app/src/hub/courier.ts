/** What cannot be sent leaves the tablet as a file; a file of another tablet is handed on, unread, by one that is online. */
import { type CourierHead, courierFile, courierHead, courierName } from '../domain/courier'
import { NoSealingKey } from '../local/sealedPapers'
import type { LocalDatabase } from '../local/store'
import { HubRefusal, HubUnreachable } from './api'
import type { Receipts } from './receipts'

export type Bytes = Uint8Array<ArrayBuffer>

/** All that was written here is covered by a receipt. */
export class NothingToCarry extends Error {}

/** Of another site, or at a township of another township: it is not handed in here. */
export class FileOfAnotherSite extends Error {}

export interface CourierFile {
  head: CourierHead
  name: string
  content: Bytes
}

/** What the hub made of a file: the ids it took, those it had before, and those it refused. */
export interface Brought {
  device: string
  taken: readonly string[]
  there: readonly string[]
  refused: readonly { id: string; reason: string }[]
}

/** Throws `NotACourier`, or `FileOfAnotherSite` where it is of no tablet of the area (its code). */
export function checkIsOf(area: string, file: Bytes): void {
  if (!courierHead(file).device.startsWith(area)) throw new FileOfAnotherSite()
}

export interface CourierParts {
  device: string
  site: { database: Pick<LocalDatabase, 'all'>; code: string }
  /** Sealed papers that are still here. */
  papers: Pick<LocalDatabase, 'all'>
  receipts: Pick<Receipts, 'uncovered'>
  /** The point of the district's key for what is sealed, where one can be believed. */
  sealingKey(): Promise<Bytes | undefined>
  /** The tablet's best time, in milliseconds. */
  now(): number
  /** Where the hub takes files. */
  url: string
  request: typeof fetch
}

export class Courier {
  constructor(private readonly parts: CourierParts) {}

  /** All facts that no receipt covers, and the papers still here; needs no network. Throws `NothingToCarry` or `NoSealingKey`. */
  async pack(): Promise<CourierFile> {
    const { device, site, receipts, sealingKey, now } = this.parts
    const papers = await this.parts.papers.all({ attachments: true })
    const wanted = new Set(receipts.uncovered())
    const facts = (await site.database.all()).filter(({ _id }) => wanted.has(_id))
    if (!facts.length) throw new NothingToCarry()
    const point = await sealingKey()
    if (!point) throw new NoSealingKey()
    const places = facts.map(({ seq = 0 }) => seq)
    const head: CourierHead = {
      type: 'courier',
      v: 1,
      device,
      from: Math.min(...places),
      to: Math.max(...places),
      facts: facts.length,
      papers: papers.length,
      at: new Date(now()).toISOString(),
    }
    const documents = { [`site-${site.code}`]: facts, [`papers-${site.code}`]: papers }
    const content = await courierFile(head, documents, point)
    return { head, name: courierName(head), content }
  }

  /**
   * Throws `NotACourier` or `FileOfAnotherSite` without asking; `HubRefusal` for one that the hub does not open, with
   * its word why, and `HubUnreachable`.
   */
  async handOn(file: Bytes): Promise<Brought> {
    const { url, request, site } = this.parts
    checkIsOf(site.code, file)
    const response = await this.#asked(() => request(url, { method: 'POST', body: file }))
    const answer = (await response.json()) as Brought & { error?: string; reason?: string }
    if (!response.ok) throw new HubRefusal(answer.reason ?? response.statusText, answer.error ?? '')
    return answer
  }

  async #asked(ask: () => Promise<Response>): Promise<Response> {
    try {
      return await ask()
    } catch (error) {
      throw new HubUnreachable(String(error))
    }
  }
}
