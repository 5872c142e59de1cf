/**
 * What the hub's answers look like. PouchDB takes `{}` where rows belong for a success, marks documents as
 * replicated that never were, and asks an empty feed again without a pause: what has another shape is thrown.
 *
 * `[]` to `_bulk_docs` and `{}` to `_revs_diff` are the right answers when all went well. That somebody else gave
 * them (a captive portal) shows in the header `X-Hub-Instance`, which every answer of the hub has.
 */

const SHAPES: Record<string, (answer: unknown) => boolean> = {
  _bulk_docs: (answer) =>
    isList(answer) && answer.every((row) => isObject(row) && typeof row.id === 'string'),
  _revs_diff: (answer) =>
    isObject(answer) && Object.values(answer).every((found) => isObject(found) && isList(found.missing)),
  _changes: (answer) => isObject(answer) && isList(answer.results) && 'last_seq' in answer,
  _bulk_get: (answer) => isObject(answer) && isList(answer.results),
}

/** Throws when the text of a good answer does not fit what was asked for. */
export function checkShape(url: string, text: string): void {
  const isRight = SHAPES[operationOf(url)]
  if (isRight && !isRight(parsed(text))) throw new Error(`bad ${operationOf(url)} answer`)
}

/** The last part of the path: `_bulk_docs`, or a document's id. */
export function operationOf(url: string): string {
  return new URL(url, 'http://hub').pathname.split('/').at(-1) ?? ''
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isList(value: unknown): value is unknown[] {
  return Array.isArray(value)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !isList(value)
}
