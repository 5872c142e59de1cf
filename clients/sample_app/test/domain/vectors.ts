import { readFileSync } from 'node:fs'

/** A file of vectors that both languages must agree on. */
export function vectors<T>(name: string): T {
  const path = new URL(`../../../../tests/vectors/${name}.json`, import.meta.url)
  return JSON.parse(readFileSync(path, 'utf8')) as T
}
