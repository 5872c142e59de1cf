/**
 * PouchDB sends a batch as it is, again and again, whatever the hub says of it: one document that the hub does not
 * take would hold up all that come after it. Here a batch the hub does not take goes in halves, until the document
 * is alone; it is then told as refused, and the others go on. Batches of a replication may be taken apart: their
 * revisions are made already.
 */

interface Batch {
  docs: { _id: string; _rev: string }[]
}

type Send = (url: string, init: RequestInit) => Promise<Response>

export const TOO_LARGE = 'too_large'
const ABOUT_ONE_DOCUMENT = new Set([400, 412, 413])

/** `maxBytes`: what goes in one request, so that it gets through a slow network in time. */
export function inBatches(send: Send, maxBytes: number): Send {
  async function sendBatch(url: string, init: RequestInit, batch: Batch): Promise<Response> {
    const { docs } = batch
    const body = JSON.stringify(batch)
    if (docs.length <= 1 || new Blob([body]).size <= maxBytes) {
      const response = await send(url, { ...init, body })
      if (!ABOUT_ONE_DOCUMENT.has(response.status)) return response
      if (docs.length <= 1) return asRefusal(docs, response)
    }
    const rows: unknown[] = []
    const middle = docs.length >> 1
    for (const half of [docs.slice(0, middle), docs.slice(middle)]) {
      const response = await sendBatch(url, init, { ...batch, docs: half })
      if (!response.ok) return response
      rows.push(...((await response.json()) as unknown[]))
    }
    return rowsOf(rows)
  }

  return (url, init) => sendBatch(url, init, JSON.parse(String(init.body)) as Batch)
}

async function asRefusal(docs: Batch['docs'], response: Response): Promise<Response> {
  const reason = response.status === 413 ? TOO_LARGE : await reasonOf(response)
  return rowsOf(docs.map(({ _id, _rev }) => ({ id: _id, rev: _rev, error: 'forbidden', reason })))
}

/** The sentence of a failure; the beginning of its text when it has none. */
export async function reasonOf(response: Response): Promise<string> {
  const text = await response.text()
  try {
    return String((JSON.parse(text) as { reason?: unknown }).reason ?? text)
  } catch {
    return text.slice(0, 200)
  }
}

function rowsOf(rows: unknown[]): Response {
  return new Response(JSON.stringify(rows), { status: 201, headers: { 'content-type': 'application/json' } })
}
