import type { Notes } from '../../src/local/notes'

/** The tablet's own notes, in memory; what is set is copied as IndexedDB would. */
export function createNotes(): Notes {
  const kept = new Map<string, unknown>()
  return {
    async get<T>(key: string) {
      return kept.get(key) as T | undefined
    },
    async set(key, value) {
      kept.set(key, value)
    },
    async delete(key) {
      kept.delete(key)
    },
    keys: async () => [...kept.keys()],
  }
}
