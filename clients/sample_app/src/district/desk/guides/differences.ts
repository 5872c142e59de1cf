/** In what a document differs from another, place by place. */

export interface Difference {
  where: string[] // the members on the way; of a list, what names its entry
  before: string | null // null: it was not there
  after: string | null
}

type Value = unknown

export function differences(before: Value, after: Value, where: string[] = []): Difference[] {
  if (isObject(before) && isObject(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    return names.flatMap((name) => differences(before[name], after[name], [...where, name]))
  }
  if (isNamedList(before) && isNamedList(after)) {
    return differences(byName(before), byName(after), where)
  }
  const [old, now] = [textOf(before), textOf(after)]
  return old === now ? [] : [{ where, before: old, after: now }]
}

function isObject(value: Value): value is Record<string, Value> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isNamedList(value: Value): value is Record<string, Value>[] {
  return Array.isArray(value) && value.every((one) => isObject(one) && nameOf(one) !== '')
}

/** Entries of the same name are told apart by who they are for. */
function byName(list: Record<string, Value>[]): Record<string, Value> {
  return Object.fromEntries(list.map((one) => [nameOf(one), one]))
}

function nameOf({ code, key, for: whom, name, zh }: Record<string, Value>): string {
  const named = [code, key].find((one) => typeof one === 'string' || typeof one === 'boolean')
  if (named === undefined) return typeof zh === 'string' ? zh : ''
  const title = isObject(name) && typeof name.zh === 'string' ? ` ${name.zh}` : ''
  return `${String(named)}${title}${Array.isArray(whom) ? ` (${whom.join(', ')})` : ''}`
}

function textOf(value: Value): string | null {
  if (value === undefined) return null
  if (isObject(value) && isObject(value.name)) return textOf(value.name)
  if (isObject(value) && typeof value.zh === 'string' && typeof value.en === 'string') {
    return `${value.zh} / ${value.en}`
  }
  return typeof value === 'string' ? value : JSON.stringify(value)
}
