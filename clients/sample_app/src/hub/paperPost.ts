/**
 * Sealed papers on their way to the hub: nothing of them ever comes back, and what the hub has is here no more. No
 * checkpoint is kept: what is still here is what has not arrived.
 */
import { ref } from 'vue'
import type { LocalDatabase, ReplicationHandle } from '../local/store'
import { backOff } from './hubFetch'

export interface PaperPostParts {
  database: Pick<LocalDatabase, 'all' | 'push' | 'purge'>
  /** Of the papers of the site at the hub that is spoken with. */
  url(): string
  /** Whether that is the district's: what only another hub has stays here. */
  isTheDistricts(): boolean
  request: typeof fetch
}

const SLOWLY = { live: true, retry: true, back_off_function: backOff, batch_size: 2, batches_limit: 1 }

export class PaperPost {
  /** How many papers are still here. */
  readonly waiting = ref(0)
  /** Why the hub would not take one; empty while it takes all. */
  readonly refused = ref('')

  constructor(private readonly parts: PaperPostParts) {}

  push(): ReplicationHandle {
    const { database, url, request } = this.parts
    const handle = database.push(url(), request, { ...SLOWLY, checkpoint: false })
    handle.on('denied', (error: unknown) => {
      this.refused.value = (error as { reason?: string }).reason ?? ''
    })
    return handle
  }

  /** Ask the district itself what it has, whatever was sent; that goes from here, for good. */
  async takeAwayWhatArrived(): Promise<void> {
    const { database, url, isTheDistricts, request } = this.parts
    const held = await database.all()
    if (held.length && isTheDistricts()) {
      const revs = Object.fromEntries(held.map(({ _id, _rev }) => [_id, [_rev]]))
      const headers = { 'content-type': 'application/json' }
      const asked = { method: 'POST', headers, body: JSON.stringify(revs) }
      const answer = await request(`${url()}/_revs_diff`, asked)
      if (!answer.ok) throw new Error(`the hub does not say which papers it has (${answer.status})`)
      const missing: object = await answer.json()
      for (const { _id, _rev } of held) if (!Object.hasOwn(missing, _id)) await database.purge(_id, _rev)
      if (!Object.keys(missing).length) this.refused.value = ''
    }
    await this.count()
  }

  async count(): Promise<void> {
    this.waiting.value = (await this.parts.database.all()).length
  }
}
