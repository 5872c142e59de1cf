/**
 * The `fetch` by which a sealed database replicates: the hub reads and writes plain documents, the disk holds sealed
 * ones. PouchDB sees only these; revisions are never touched.
 *
 * Around the hub's `fetch`, so that this one splits, repeats and checks what it knows.
 */
import { BadSeal, type Seal } from './seal'

type Fetch = typeof fetch
type Held = { _id: string; _rev?: string }
type Row = { id: string; rev?: string; error: string; reason: string }
type Found = { ok?: Held; error?: unknown }

/** What PouchDB asks that carries no documents. */
const WITHOUT_DOCUMENTS = new Set(['_local', '_revs_diff', '_changes', ''])
const UNSEALABLE = 'unsealable'

export function sealedWire(root: string, seal: Seal, request: Fetch): Fetch {
  return async (input, init = {}) => {
    const url = String(input)
    const { pathname, searchParams } = new URL(url)
    const [operation = ''] = pathname.slice(new URL(root).pathname.length).split('/').filter(Boolean)
    const method = init.method ?? 'GET'
    if (operation === '_bulk_docs') return push(url, init, seal, request)
    if (operation === '_bulk_get') {
      return translated(await request(url, init), async (answer: { results: { docs: Found[] }[] }) => {
        await Promise.all(answer.results.map(({ docs }) => sealAll(docs, seal)))
      })
    }
    if (method === 'GET' && searchParams.has('open_revs')) {
      return translated(await request(url, init), (answer: Found[]) => sealAll(answer, seal))
    }
    if (!WITHOUT_DOCUMENTS.has(operation) || searchParams.get('include_docs') === 'true') {
      throw new Error(`${method} ${pathname} would carry documents past the seal`)
    }
    return request(url, init)
  }
}

/** What cannot be unsealed is not sent and is told as refused, so that it does not hold up what comes after it. */
async function push(url: string, init: RequestInit, seal: Seal, request: Fetch): Promise<Response> {
  const batch = JSON.parse(String(init.body)) as { docs: Held[] }
  const refused: Row[] = []
  const open = async (document: Held) => {
    try {
      return [await seal.openDocument(document)]
    } catch (error) {
      if (!(error instanceof BadSeal)) throw error
      refused.push({ id: document._id, rev: document._rev ?? '', error: 'forbidden', reason: UNSEALABLE })
      return []
    }
  }
  const docs = (await Promise.all(batch.docs.map(open))).flat()
  const response = await request(url, { ...init, body: JSON.stringify({ ...batch, docs }) })
  return translated(response, async (rows: Row[]) => {
    rows.push(...refused)
  })
}

async function sealAll(found: Found[], seal: Seal): Promise<void> {
  const each = async (one: Found) => {
    if (one.ok) one.ok = (await seal.document(one.ok)) as Held
  }
  await Promise.all(found.map(each))
}

async function translated<T>(response: Response, change: (answer: T) => Promise<void>): Promise<Response> {
  if (!response.ok) return response
  const answer = (await response.json()) as T
  await change(answer)
  return Response.json(answer, { status: response.status })
}
