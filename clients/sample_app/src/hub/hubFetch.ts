/**
 * The `fetch` that PouchDB replicates through. PouchDB has no time limit, does not wait when it is told to, takes a
 * captive portal's page for an answer, and gives up for good after a 401 or 403: here each of these is mended, or
 * becomes a thrown error, which a live replication retries.
 */

import { inBatches, reasonOf } from './batches'
import { checkShape, operationOf } from './hubAnswers'
import { wholeAnswer } from './wholeAnswer'

export type HubEvent =
  | { kind: 'answered' }
  | { kind: 'unreachable' }
  | { kind: 'not-our-hub' }
  | { kind: 'hub-restored' }
  | { kind: 'sign-in-needed' }
  | { kind: 'refused'; reason: string }
  | { kind: 'busy'; reason: string }

export interface HubFetchParts {
  inner?: typeof fetch
  /** The token to send; empty when there is none. */
  token(): string
  /** Get a new token; false when that is not possible without a person. */
  renew(): Promise<boolean>
  /** The hub's instance as last seen, shared by all replications; empty at first. */
  instance: { id: string }
  heard(event: HubEvent): void
  /** Called with `X-Hub-Time` of every answer of the hub. */
  heardTime(time: string): void
  /** How many bytes of a body went and came. */
  moved?(up: number, down: number): void
  /** Ends every request. */
  signal: AbortSignal
  /** Longer than the hub's longpoll, which ends after 25 seconds. */
  timeoutMs?: number
  maxBodyBytes?: number
  /** Wait so many milliseconds, or until the signal. */
  pause?(ms: number, signal: AbortSignal): Promise<void>
}

const MAX_WAIT_MS = 60_000
const TRIES = 4 // of a request that the hub asks to come back with
const BUSY = new Set([408, 429, 500, 502, 503, 504])

/** Waits between PouchDB's tries: doubling up to a minute, spread so that a district does not come at once. */
export function backOff(delay: number): number {
  return Math.min(MAX_WAIT_MS, (delay || 1000) * 2) * (0.75 + Math.random() / 2)
}

export function createHubFetch(parts: HubFetchParts): typeof fetch {
  const send = patiently(parts)
  const sendBatch = inBatches(send, parts.maxBodyBytes ?? 900_000)
  return (input, init = {}) => {
    const url = String(input)
    return operationOf(url) === '_bulk_docs' ? sendBatch(url, init) : send(url, init)
  }
}

/** Comes back when the hub says so, a few times. A hub that is busy altogether is left alone until then. */
function patiently(parts: HubFetchParts): (url: string, init: RequestInit) => Promise<Response> {
  const pause = parts.pause ?? sleep
  let notBefore = 0

  return async (url, init) => {
    const signal = anyOf(parts.signal, init.signal)
    let ownWait = 0
    for (let tries = 1; ; tries += 1) {
      const wait = Math.max(ownWait, notBefore - Date.now())
      if (wait > 0) await pause(wait, signal)
      const response = await signedIn(url, { ...init, signal }, parts)
      if (!BUSY.has(response.status)) return response
      ownWait = waitAskedFor(response)
      if (response.status === 503) notBefore = Date.now() + ownWait
      if (!ownWait || tries === TRIES) {
        parts.heard({ kind: 'busy', reason: await reasonOf(response) })
        throw new Error(`the hub is busy (${response.status})`)
      }
    }
  }
}

/** Milliseconds that the hub asks to wait, up to twice as long so that not all come back at once; or 0. */
function waitAskedFor(response: Response): number {
  const told = response.headers.get('retry-after') ?? ''
  const ms = /^\d+$/.test(told) ? Number(told) * 1000 : Date.parse(told) - Date.now()
  return ms > 0 ? Math.min(ms * (1 + Math.random()), MAX_WAIT_MS) : 0
}

/** A token that has ended is renewed once; a 401 or 403 never gets to PouchDB. */
async function signedIn(url: string, init: RequestInit, parts: HubFetchParts): Promise<Response> {
  let response = await answerOfTheHub(url, init, parts)
  if (response.status === 401 && (await parts.renew())) response = await answerOfTheHub(url, init, parts)
  if (response.status === 401) {
    parts.heard({ kind: 'sign-in-needed' })
    throw new Error('not signed in')
  }
  if (response.status === 403) {
    parts.heard({ kind: 'refused', reason: await reasonOf(response) })
    throw new Error('the hub refuses this device')
  }
  return response
}

async function answerOfTheHub(url: string, init: RequestInit, parts: HubFetchParts): Promise<Response> {
  const before = parts.instance.id
  const response = await request(url, init, parts)
  checkInstance(response, before, parts)
  if (response.ok) checkShape(url, await response.clone().text())
  return response
}

/** One request with token and time limit, its answer complete; an own cancelling is no sign of a lost network. */
async function request(url: string, init: RequestInit, parts: HubFetchParts): Promise<Response> {
  const headers = new Headers(init.headers)
  try {
    if (!parts.token()) await parts.renew()
    if (parts.token()) headers.set('authorization', `Bearer ${parts.token()}`)
    const options: RequestInit = { ...init, headers, credentials: 'same-origin', redirect: 'error' }
    const response = await wholeAnswer(url, options, parts.timeoutMs ?? 60_000, parts.inner)
    parts.moved?.(sizeOf(init.body), await sizeOfAnswer(response))
    return response
  } catch (error) {
    if (!init.signal?.aborted) parts.heard({ kind: 'unreachable' })
    throw error
  }
}

/** Ours are texts and bytes. */
function sizeOf(body: BodyInit | null | undefined): number {
  return body ? new Blob([body as BlobPart]).size : 0
}

/** As it was sent; the body's own size where the hub did not say. */
async function sizeOfAnswer(response: Response): Promise<number> {
  const told = Number(response.headers.get('content-length'))
  return told || (await response.clone().arrayBuffer()).byteLength
}

/** What was asked of the hub that was is no answer of the one that is. */
function checkInstance(
  response: Response,
  before: string,
  { instance, heard, heardTime }: HubFetchParts,
): void {
  const id = response.headers.get('x-hub-instance')
  if (!id) {
    heard({ kind: response.status < 500 ? 'not-our-hub' : 'unreachable' }) // a proxy says that the hub is down
    throw new Error(`the answer is not the hub's (${response.status})`)
  }
  heardTime(response.headers.get('x-hub-time') ?? '')
  if (before && before !== id) {
    const isFirst = instance.id !== id
    instance.id = id
    if (isFirst) heard({ kind: 'hub-restored' })
    throw new Error('the hub was restored: start again')
  }
  instance.id = id
  if (!BUSY.has(response.status)) heard({ kind: 'answered' })
}

function anyOf(one: AbortSignal, other: AbortSignal | null | undefined): AbortSignal {
  return other ? AbortSignal.any([one, other]) : one
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, signal.aborted ? 0 : ms)
    signal.addEventListener('abort', end)
  })
}
