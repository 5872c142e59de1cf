/**
 * The `fetch` that PouchDB replicates through. PouchDB has no time limit, splits no batch, takes a captive
 * portal's page for an answer, and gives up for good after a 401 or 403: here each of these becomes a thrown
 * error, which a live replication retries, or is mended.
 */

export type HubEvent =
  | { kind: 'answered' }
  | { kind: 'unreachable' }
  | { kind: 'not-our-hub' }
  | { kind: 'hub-restored' }
  | { kind: 'sign-in-needed' }
  | { kind: 'refused'; reason: string }

export interface HubFetchParts {
  inner?: typeof fetch
  /** The token to send; empty when there is none. */
  token(): string
  /** Get a new token; false when that is not possible without a person. */
  renew(): Promise<boolean>
  /** The hub's instance as last seen, shared by all replications; empty at first. */
  instance: { id: string }
  /** Forget what is known of the hub that was; done before the restored one is noted. */
  forget(): Promise<void>
  heard(event: HubEvent): void
  /** Called with `X-Hub-Time` of every answer of the hub. */
  heardTime(time: string): void
  /** Ends every request. */
  signal: AbortSignal
  timeoutMs?: number
  maxBodyBytes?: number
}

interface Batch {
  docs: { _id: string; _rev: string }[]
}

const MAX_WAIT_MS = 60_000

/** Waits between PouchDB's tries: doubling up to a minute, spread so that a district does not come at once. */
export function backOff(delay: number): number {
  return Math.min(MAX_WAIT_MS, (delay || 1000) * 2) * (0.75 + Math.random() / 2)
}

export function createHubFetch(parts: HubFetchParts): typeof fetch {
  const send = createSender(parts)
  const maxBytes = parts.maxBodyBytes ?? 900_000

  async function sendBatch(url: string, init: RequestInit, batch: Batch): Promise<Response> {
    const body = JSON.stringify(batch)
    const { docs } = batch
    if (docs.length <= 1 || body.length <= maxBytes) {
      const response = await send(url, { ...init, body })
      if (response.status !== 413) return checkedRows(response)
      if (docs.length <= 1) return tooLarge(docs)
    }
    const rows: unknown[] = []
    const middle = docs.length >> 1
    for (const half of [docs.slice(0, middle), docs.slice(middle)]) {
      const response = await sendBatch(url, init, { ...batch, docs: half })
      if (!response.ok) return response
      rows.push(...((await response.json()) as unknown[]))
    }
    return jsonResponse(rows)
  }

  return async (input, init = {}) => {
    const url = String(input)
    if (!/\/_bulk_docs(\?|$)/.test(url)) return checkedDiff(url, await send(url, init))
    return sendBatch(url, init, JSON.parse(String(init.body)) as Batch)
  }
}

type Send = (url: string, init: RequestInit) => Promise<Response>

function createSender(parts: HubFetchParts): Send {
  let notBefore = 0

  async function send(url: string, init: RequestInit, isRetry = false): Promise<Response> {
    await waitUntil(notBefore)
    const response = await request(url, init, parts)
    await checkInstance(response, parts)
    if (response.status === 401) {
      if (!isRetry && (await parts.renew())) return send(url, init, true)
      parts.heard({ kind: 'sign-in-needed' })
      throw new Error('not signed in')
    }
    if (response.status === 403) {
      parts.heard({ kind: 'refused', reason: await reasonOf(response) })
      throw new Error('the hub refuses this device')
    }
    if (response.status === 429 || response.status >= 500) {
      notBefore = Date.now() + Number(response.headers.get('retry-after') ?? 0) * 1000
      throw new Error(`the hub is busy (${response.status})`)
    }
    return response
  }

  return (url, init) => send(url, init)
}

async function waitUntil(time: number): Promise<void> {
  const wait = Math.min(time - Date.now(), MAX_WAIT_MS)
  if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
}

/** One request with token and time limit; an own cancelling is no sign of a lost network. */
async function request(url: string, init: RequestInit, parts: HubFetchParts): Promise<Response> {
  const headers = new Headers(init.headers)
  const cancelled = init.signal ? [parts.signal, init.signal] : [parts.signal]
  try {
    if (!parts.token()) await parts.renew()
    if (parts.token()) headers.set('authorization', `Bearer ${parts.token()}`)
    const limit = AbortSignal.timeout(parts.timeoutMs ?? 60_000)
    const signal = AbortSignal.any([limit, ...cancelled])
    const options: RequestInit = { ...init, headers, signal, credentials: 'same-origin', redirect: 'error' }
    return await (parts.inner ?? fetch)(url, options)
  } catch (error) {
    if (!cancelled.some(({ aborted }) => aborted)) parts.heard({ kind: 'unreachable' })
    throw error
  }
}

async function checkInstance(
  response: Response,
  { instance, forget, heard, heardTime }: HubFetchParts,
): Promise<void> {
  const id = response.headers.get('x-hub-instance')
  if (!id) {
    heard({ kind: 'not-our-hub' })
    throw new Error(`the answer is not the hub's (${response.status})`)
  }
  heardTime(response.headers.get('x-hub-time') ?? '')
  if (instance.id && instance.id !== id) {
    await forget() // a crash before the new id is noted finds the old one, and forgets again
    const isFirst = instance.id !== id
    instance.id = id
    if (isFirst) heard({ kind: 'hub-restored' })
    throw new Error('the hub was restored: start again')
  }
  instance.id = id
  heard({ kind: 'answered' })
}

/** PouchDB takes `{}` instead of rows for a success and never offers the documents again. */
async function checkedRows(response: Response): Promise<Response> {
  if (response.ok && !Array.isArray(await response.clone().json())) throw new Error('bad _bulk_docs answer')
  return response
}

/** A `_revs_diff` answer must be an object of `{missing}`; a portal's `[]` or text is none. */
async function checkedDiff(url: string, response: Response): Promise<Response> {
  if (!/\/_revs_diff(\?|$)/.test(url) || !response.ok) return response
  const answer: unknown = await response.clone().json()
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) {
    throw new Error('bad _revs_diff answer')
  }
  return response
}

/** PouchDB would send the same batch for ever; as a refusal it is told and the others go on. */
function tooLarge(docs: Batch['docs']): Response {
  const refused = { error: 'forbidden', reason: 'too_large' }
  return jsonResponse(docs.map((document) => ({ id: document._id, rev: document._rev, ...refused })))
}

async function reasonOf(response: Response): Promise<string> {
  const text = await response.text()
  try {
    return String((JSON.parse(text) as { reason?: unknown }).reason ?? text)
  } catch {
    return text.slice(0, 200)
  }
}

function jsonResponse(value: unknown): Response {
  return new Response(JSON.stringify(value), { status: 201, headers: { 'content-type': 'application/json' } })
}
