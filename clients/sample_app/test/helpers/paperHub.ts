/**
 * A hub on a real socket that keeps papers in memory, speaks as much of the protocol as PouchDB needs to push and
 * to pull, and fails in whatever way a test wants.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Paper {
  _id: string
  _rev: string
  [member: string]: unknown
}

export interface Asked {
  method: string
  operation: string // the last part of the path, `_local` for all of them
  body: { docs?: Paper[]; [member: string]: unknown }
}

export type Failure =
  | { status: number; body: unknown; headers?: Record<string, string>; stranger?: boolean }
  | 'silence'
  | 'stops in the middle'
  | 'cut'
  | 'cut after storing'

export class PaperHub {
  readonly asked: Asked[] = []
  failures = 0
  readonly papers = new Map<string, Paper>()
  instance = 'one'
  /** How the hub fails at a request; undefined when it does not. */
  fails: (asked: Asked) => Failure | undefined = () => undefined
  #stored = new Map<string, number>()
  #checkpoints = new Map<string, { _rev: string }>()
  #waiting = new Set<() => void>()

  private constructor(private readonly server: Server) {}

  static async open(): Promise<PaperHub> {
    const server = createServer()
    const hub = new PaperHub(server)
    server.on('request', (request, response) => void hub.#hear(request, response))
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    return hub
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/papers`
  }

  async close(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((closed) => this.server.close(closed))
  }

  /** Ids with how often each was stored as something new. */
  get arrived(): Record<string, number> {
    return Object.fromEntries([...this.#stored].sort())
  }

  store(papers: Paper[]): void {
    for (const paper of papers) {
      if (this.papers.has(paper._id)) continue
      this.papers.set(paper._id, paper)
      this.#stored.set(paper._id, (this.#stored.get(paper._id) ?? 0) + 1)
    }
    for (const wake of this.#waiting) wake()
  }

  async #hear(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '', 'http://hub')
    const [, , part = '', name = ''] = url.pathname.split('/')
    const text = await textOf(request)
    const asked = {
      method: request.method ?? '',
      operation: part,
      body: text ? JSON.parse(text) : {},
    } as Asked
    this.asked.push(asked)
    const failure = this.fails(asked)
    if (failure) this.failures += 1
    if (failure === 'silence') return
    if (failure === 'cut') return void request.socket.destroy()
    if (typeof failure === 'object') return this.#send(response, failure.status, failure.body, failure)
    const [status, body] = await this.#answer(asked, name, url.searchParams)
    if (failure === 'cut after storing') return void request.socket.destroy()
    if (failure === 'stops in the middle') {
      response.writeHead(status, { 'x-hub-instance': this.instance, 'content-length': 10_000 }).write('{"re')
      return
    }
    this.#send(response, status, body, {})
  }

  #send(
    response: ServerResponse,
    status: number,
    body: unknown,
    { headers, stranger }: { headers?: Record<string, string>; stranger?: boolean },
  ): void {
    const own = stranger ? {} : { 'x-hub-instance': this.instance }
    response.writeHead(status, { ...own, ...headers })
    response.end(typeof body === 'string' ? body : JSON.stringify(body))
  }

  async #answer(asked: Asked, name: string, query: URLSearchParams): Promise<[number, unknown]> {
    switch (asked.operation) {
      case '_local':
        return this.#checkpoint(asked, name)
      case '_revs_diff':
        return [200, this.#missing(asked.body as Record<string, string[]>)]
      case '_bulk_docs':
        this.store(asked.body.docs ?? [])
        return [201, []]
      case '_bulk_get':
        return [200, { results: (asked.body.docs ?? []).map(({ id }) => this.#found(String(id))) }]
      case '_changes':
        return [200, await this.#changes(query)]
      default:
        return asked.method === 'GET' && !asked.operation
          ? [200, { uuid: this.instance, db_name: 'papers', update_seq: String(this.papers.size) }]
          : [404, { error: 'not_found', reason: 'missing' }]
    }
  }

  #checkpoint({ method, body }: Asked, name: string): [number, unknown] {
    const held = this.#checkpoints.get(name)
    if (method === 'GET') return held ? [200, held] : [404, { error: 'not_found', reason: 'missing' }]
    const _rev = `0-${Number(held?._rev.slice(2) ?? 0) + 1}`
    this.#checkpoints.set(name, { ...body, _rev })
    return [201, { ok: true, id: `_local/${name}`, rev: _rev }]
  }

  #missing(offered: Record<string, string[]>): Record<string, { missing: string[] }> {
    const lacking = Object.entries(offered).filter(([id]) => !this.papers.has(id))
    return Object.fromEntries(lacking.map(([id, missing]) => [id, { missing }]))
  }

  #found(id: string): object {
    const paper = this.papers.get(id) as Paper
    const [start, hash] = paper._rev.split('-')
    return { id, docs: [{ ok: { ...paper, _revisions: { start: Number(start), ids: [hash] } } }] }
  }

  async #changes(query: URLSearchParams): Promise<object> {
    const since = Number(query.get('since') ?? 0)
    if (query.get('feed') === 'longpoll' && this.papers.size <= since) await this.#next()
    const all = [...this.papers.values()].map(({ _id, _rev }, n) => ({
      seq: n + 1,
      id: _id,
      changes: [{ rev: _rev }],
    }))
    const results = all.slice(since, since + Number(query.get('limit') ?? 25))
    return { results, last_seq: results.at(-1)?.seq ?? since, pending: 0 }
  }

  #next(): Promise<void> {
    return new Promise((woken) => {
      const wake = () => {
        this.#waiting.delete(wake)
        woken()
      }
      this.#waiting.add(wake)
    })
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  request.setEncoding('utf8')
  let text = ''
  for await (const piece of request) text += piece
  return text
}
