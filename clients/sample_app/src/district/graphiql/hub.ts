/** How GraphiQL asks the hub in the name of who is signed in: over HTTP, and over a socket for what is live. */
import { createGraphiQLFetcher, type Fetcher } from '@graphiql/toolkit'
import { createClient } from 'graphql-ws'
import { hasEnded, signedIn } from '../session'
import { t } from '../words'

const SIGN_IN = 4401 // the hub's code for a token that is good no more

export interface Hub {
  fetcher: Fetcher
  close(): void
}

export function connectToHub(): Hub {
  const socket = createClient({
    url: new URL('/graphql', location.href.replace(/^http/, 'ws')).href,
    connectionParams: () => ({ authorization: bearer() }),
    on: { closed: (event) => noticeEnd((event as CloseEvent).code === SIGN_IN) },
  })
  const whole = { url: '/graphql', enableIncrementalDelivery: false } // an answer comes in one piece
  const schemaFetcher = createGraphiQLFetcher({ ...whole, fetch }) // anybody may ask for it, also when a token has ended
  const fetcher = createGraphiQLFetcher({ ...whole, fetch: askSignedIn, wsClient: socket, schemaFetcher })
  return { fetcher, close: () => void socket.dispose() }
}

async function askSignedIn(url: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers)
  if (signedIn.value) headers.set('authorization', bearer())
  const answer = await fetch(url, { ...init, headers }).catch(() => {
    throw new Error(t('unreachable'))
  })
  noticeEnd(answer.status === 401 || (await isRefused(answer.clone())))
  return answer
}

/** What is no JSON is for GraphiQL to tell. */
async function isRefused(answer: Response): Promise<boolean> {
  const told: { errors?: { extensions?: { code?: string } }[] } = await answer.json().catch(() => ({}))
  return told.errors?.[0]?.extensions?.code === 'unauthorized'
}

function bearer(): string {
  return `Bearer ${signedIn.value?.token ?? ''}`
}

function noticeEnd(isOver: boolean): void {
  if (isOver && signedIn.value) hasEnded.value = true
}
