/**
 * What an earlier version kept in clear is sealed, and then deleted. What was cut off half-way goes on: nothing is
 * deleted before all of it is sealed.
 */
import { isOfADraft } from './draft'
import type { Notes } from './notes'
import { isStored, LocalDatabase } from './store'
import { isOfAThrownForm } from './thrown'

const REFUSALS = 'refusals'

export interface OldParts {
  /** The database of the site as it was. */
  name: string
  sealed: LocalDatabase
  notes: Notes
  /** The same, through the seal. */
  sealedNotes: Notes
}

export async function sealOld({ name, sealed, notes, sealedNotes }: OldParts): Promise<void> {
  if (await isStored(name)) {
    const plain = new LocalDatabase(name)
    await sealed.copy(plain)
    await plain.destroy()
  }
  const ofPeople = (await notes.keys()).filter(
    (key) => isOfADraft(key) || isOfAThrownForm(key) || key === REFUSALS,
  )
  for (const key of ofPeople) {
    await sealedNotes.set(key, await notes.get(key))
    await notes.delete(key)
  }
}
