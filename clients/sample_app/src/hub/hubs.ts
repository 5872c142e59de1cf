/**
 * Which hub this tablet speaks with: the district's, and while that does not answer the one in its office, if there is
 * one. Only the district makes a record safe, so the tablet goes back as soon as the district is there again.
 */
import type { StoredDocument } from '../local/store'
import { wholeAnswer } from './wholeAnswer'

export type Whom = 'district' | 'village'

export interface HubsParts {
  /** The code of this tablet's site. */
  site: string
  /** Where the app came from. */
  district: string
  /** Whether a hub answers at an origin. */
  answers(origin: string): Promise<boolean>
  /** Another one is spoken with from now on. */
  turned(): void
  /** Ends the looking. */
  signal: AbortSignal
}

const LOOK_MS = 30_000 // more or less: a district that is back is not asked by all at once

export class Hubs {
  #whom: Whom = 'district'
  #village = ''
  #isSeeking = false
  #looking: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly parts: HubsParts) {
    parts.signal.addEventListener('abort', () => clearTimeout(this.#looking))
  }

  get whom(): Whom {
    return this.#whom
  }

  get origin(): string {
    return this.originOf(this.#whom)
  }

  originOf(whom: Whom): string {
    return whom === 'district' ? this.parts.district : this.#village
  }

  /** The root of the protocol. */
  get root(): string {
    return `${this.origin}/couchdb`
  }

  /** Whose an address is. What the district gave goes to no other, nor to a village hub that was left. */
  of(url: string): Whom {
    return url.startsWith(`${this.parts.district}/`) ? 'district' : 'village'
  }

  /** A document of the reference database: that of this tablet's site says where the hub of its office is. */
  tell({ type, code, villageHub }: StoredDocument & { code?: string; villageHub?: string }): void {
    if (type !== 'site' || code !== this.parts.site || (villageHub ?? '') === this.#village) return
    if (this.#whom === 'village') this.#turn('district')
    this.#village = villageHub ?? ''
  }

  /** The one that is spoken with does not answer: perhaps the other one does. */
  async lost(): Promise<void> {
    if (this.#isSeeking || !this.#village || this.parts.signal.aborted) return
    this.#isSeeking = true
    try {
      const other = this.#whom === 'district' ? 'village' : 'district'
      const isThere = await this.parts.answers(this.originOf(other))
      if (isThere && this.#whom !== other && !this.parts.signal.aborted) this.#turn(other)
    } finally {
      this.#isSeeking = false
    }
  }

  #turn(whom: Whom): void {
    this.#whom = whom
    clearTimeout(this.#looking)
    if (whom === 'village') this.#lookBack()
    this.parts.turned()
  }

  #lookBack(): void {
    this.#looking = setTimeout(() => void this.#look(), LOOK_MS * (0.75 + Math.random() / 2))
  }

  async #look(): Promise<void> {
    const isThere = await this.parts.answers(this.parts.district)
    if (this.#whom !== 'village' || this.parts.signal.aborted) return
    if (isThere) this.#turn('district')
    else this.#lookBack()
  }
}

/** Whether a hub answers there, and no captive portal. */
export async function answersAt(origin: string, inner?: typeof fetch): Promise<boolean> {
  try {
    const url = `${origin}/couchdb/`
    const answer = await wholeAnswer(url, { redirect: 'error', cache: 'no-store' }, 8000, inner)
    return answer.ok && answer.headers.has('x-hub-instance')
  } catch {
    return false
  }
}
