/** Every document of a local database reaches those who work with it: those there, and those that come. */
import { type Life, whenClosed } from './life'
import type { LocalDatabase, StoredDocument } from './store'

export type Hearer = (document: StoredDocument) => void

/**
 * Documents that this app does not understand, by id, with the reason: a newer hub may send some to an older app.
 * They stay in the database as they are.
 */
export type Unread = Map<string, string>

/** Each hearer is told of every document, also of one that another does not understand. Answers with those there. */
export async function follow(
  database: LocalDatabase,
  hearers: readonly Hearer[],
  unread: Unread,
  { signal, failed }: Pick<Life, 'signal' | 'failed'>,
): Promise<StoredDocument[]> {
  const tell = (document: StoredDocument) => {
    for (const hear of hearers) understood(hear, document, unread)
  }
  whenClosed(signal, database.watch(tell, failed))
  const stored: StoredDocument[] = []
  for await (const page of database.pages()) {
    for (const document of page) tell(document)
    stored.push(...page)
  }
  return stored
}

/** Tell of one document; that it is not understood is noted. */
export function understood<D extends { _id: string }>(
  hear: (document: D) => void,
  document: D,
  unread: Unread,
): void {
  try {
    hear(document)
  } catch (error) {
    console.error(document._id, error)
    unread.set(document._id, error instanceof Error ? error.message : String(error))
  }
}
