/** What a tablet holds on its disk: nothing of people in clear. */
import type { Device } from './device'
import type { Unread } from './following'
import { type Notes, notes } from './notes'
import { Seal } from './seal'
import { sealedNotes } from './sealedNotes'
import { sealOld } from './sealOld'
import { LocalDatabase } from './store'

export interface Databases {
  /** The cases of its site, sealed. */
  site: LocalDatabase
  /** What the district publishes. */
  reference: LocalDatabase
  /** Sealed for the district already. */
  papers: LocalDatabase
  /** For what may name people. */
  notesOfPeople: Notes
}

/** `key` opens what is sealed; what does not open is listed in `unread`. */
export async function openDatabases(
  { site: { code } }: Pick<Device, 'site'>,
  key: CryptoKey,
  unread: Unread,
): Promise<Databases> {
  const seal = new Seal(key)
  const unreadable = (id: string, error: unknown) => unread.set(id, String(error))
  const name = `site-${code}`
  const site = new LocalDatabase(`sealed-${name}`, { seal, unreadable })
  const notesOfPeople = sealedNotes(notes, seal)
  await sealOld({ name, sealed: site, notes, sealedNotes: notesOfPeople })
  return {
    site,
    reference: new LocalDatabase('reference'),
    papers: new LocalDatabase(`papers-${code}`),
    notesOfPeople,
  }
}
