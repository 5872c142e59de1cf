/** What this origin holds is deleted, or all of it but the tablet's notes. */
import { closeNotes, NOTES_DATABASE, settled } from './notes'

/**
 * Delete all that this origin holds: its databases, and last of them the notes, which hold the tablet's key and the
 * word that it is to be wiped. A page that is closed half-way finds that word again. Nothing may be open yet but the
 * notes; `blocked` is called when another tab has a database open and does not let go of it.
 */
export async function deleteEverything(blocked: () => void): Promise<void> {
  await deleteRecords(blocked)
  const cached = (await globalThis.caches?.keys()) ?? []
  await Promise.all(cached.map((name) => caches.delete(name)))
  globalThis.localStorage?.clear()
  await closeNotes()
  await deleteDatabase(NOTES_DATABASE, blocked)
}

/** Delete all but the notes, such as what no key opens any more. */
export async function deleteRecords(blocked: () => void): Promise<void> {
  const names = (await indexedDB.databases()).flatMap(({ name }) => name ?? [])
  for (const name of names.filter((one) => one !== NOTES_DATABASE)) await deleteDatabase(name, blocked)
}

function deleteDatabase(name: string, blocked: () => void): Promise<unknown> {
  const request = indexedDB.deleteDatabase(name)
  request.onblocked = blocked
  return settled(request)
}
