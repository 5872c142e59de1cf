/** What the hub tells as it happens: GraphQL subscriptions over one WebSocket, as graphql-transport-ws has it.
 *
 * A connection that is lost is made again, later each time and never all pages at once; one that the hub has closed
 * because nobody is signed in waits until somebody is. */
import { type Ref, ref } from 'vue'

const PROTOCOL = 'graphql-transport-ws'
const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 60_000
const SIGN_IN = [4401, 4403] // the hub's codes for a token that is good no more

type Told = (data: unknown) => void

interface Subscription {
  query: string
  variables: object
  told: Told
}

interface Message {
  type: 'connection_ack' | 'next' | 'error' | 'complete' | 'ping' | 'pong'
  id?: string
  payload?: { data?: unknown }
}

export interface LiveParts {
  connect(): WebSocket
  token(): string // empty when nobody is signed in
}

export class Live {
  readonly isOpen: Ref<boolean> = ref(false)
  readonly #subscriptions = new Map<string, Subscription>()
  #socket: WebSocket | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  #failures = 0
  #latest = 0

  constructor(private readonly parts: LiveParts) {}

  /** Told at once how it stands, then at each change. Returns what ends it. */
  subscribe(query: string, variables: object, told: Told): () => void {
    this.#latest += 1
    const id = String(this.#latest)
    this.#subscriptions.set(id, { query, variables, told })
    if (this.isOpen.value) this.#ask(id)
    else this.#connect()
    return () => this.#end(id)
  }

  /** With another token, or with none. */
  startAnew(): void {
    this.#failures = 0
    this.#hangUp()
    if (this.#subscriptions.size) this.#connect()
  }

  #connect(): void {
    if (this.#socket || !this.parts.token()) return
    clearTimeout(this.#timer)
    const socket = this.parts.connect()
    this.#socket = socket
    socket.onopen = () =>
      this.#send('connection_init', { payload: { authorization: `Bearer ${this.parts.token()}` } })
    socket.onmessage = ({ data }) => this.#hear(JSON.parse(String(data)) as Message)
    socket.onclose = ({ code }) => this.#lost(code)
  }

  #hear({ type, id = '', payload }: Message): void {
    if (type === 'ping') this.#send('pong')
    if (type === 'next') this.#tell(id, payload?.data)
    const isOurs = this.#subscriptions.has(id)
    if (isOurs && (type === 'error' || type === 'complete')) this.#socket?.close() // asked again, as after a loss
    if (type === 'connection_ack') {
      this.isOpen.value = true
      for (const one of this.#subscriptions.keys()) this.#ask(one)
    }
  }

  #tell(id: string, data: unknown): void {
    this.#failures = 0 // only now is it sure that the hub serves us
    this.#subscriptions.get(id)?.told(data)
  }

  #ask(id: string): void {
    const { query, variables } = this.#subscriptions.get(id) as Subscription
    this.#send('subscribe', { id, payload: { query, variables } })
  }

  #end(id: string): void {
    this.#subscriptions.delete(id)
    if (this.isOpen.value) this.#send('complete', { id })
    if (!this.#subscriptions.size) this.#hangUp()
  }

  #lost(code: number): void {
    this.#socket = null
    this.isOpen.value = false
    if (SIGN_IN.includes(code) || !this.#subscriptions.size) return
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.#failures)
    this.#failures += 1
    this.#timer = setTimeout(() => this.#connect(), wait * (0.5 + Math.random() / 2))
  }

  #hangUp(): void {
    clearTimeout(this.#timer)
    if (this.#socket) this.#socket.onclose = null
    this.#socket?.close()
    this.#socket = null
    this.isOpen.value = false
  }

  #send(type: string, members: object = {}): void {
    this.#socket?.send(JSON.stringify({ type, ...members }))
  }
}

/** To the hub that this page came from. */
export function connectToHub(): WebSocket {
  return new WebSocket(new URL('/graphql', location.href.replace(/^http/, 'ws')), PROTOCOL)
}
