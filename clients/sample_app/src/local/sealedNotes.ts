/** Notes that tell of people: kept beside the others, through the seal. */

import type { Notes } from './notes'
import type { Seal } from './seal'

const PREFIX = 'sealed:'

export function sealedNotes(notes: Notes, seal: Seal): Notes {
  return {
    async get<T>(key: string) {
      const sealed = await notes.get(PREFIX + key)
      return sealed === undefined ? undefined : ((await seal.openValue(sealed, key)) as T)
    },
    async set(key, value) {
      await notes.set(PREFIX + key, await seal.value(value, key))
    },
    delete: (key) => notes.delete(PREFIX + key),
    keys: async () => (await notes.keys()).filter((key) => key.startsWith(PREFIX)).map(withoutPrefix),
  }
}

function withoutPrefix(key: string): string {
  return key.slice(PREFIX.length)
}
