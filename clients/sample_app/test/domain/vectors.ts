import { readFileSync } from 'node:fs'
import type { Guide } from '../../src/domain/guides'

/** A file of vectors that both languages must agree on. */
export function vectors<T>(name: string): T {
  return read(`tests/vectors/${name}.json`)
}

const ITEMS = ['birth-service', 'further-birth', 'only-child']

export const shippedGuides = new Map(
  ITEMS.map((item) => read<Guide>(`schema/guides/${item}.json`)).map((guide) => [guide._id, guide]),
)

export function read<T>(path: string): T {
  return JSON.parse(readFileSync(new URL(`../../../../${path}`, import.meta.url), 'utf8')) as T
}
