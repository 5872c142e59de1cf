/** The hub's database as PouchDB speaks with it, and what PouchDB is kept from asking. */
import HttpAdapter from 'pouchdb-adapter-http'
import PouchDB from 'pouchdb-core'

PouchDB.plugin(HttpAdapter)

export type Fetch = typeof fetch

export function remote(url: string, request: Fetch): PouchDB.Database {
  void openRemote(url, async () => new Response('{"results":[]}')).bulkGet({ docs: [] })
  const database = openRemote(url, request)
  database.info = askNothing
  return database
}

/**
 * With each checkpoint PouchDB asks its source for `info`, for a progress figure that nobody reads, and lets a
 * failure of that question go unhandled. It is not asked.
 */
async function askNothing(): Promise<PouchDB.Core.DatabaseInfo> {
  return { db_name: '', doc_count: 0, update_seq: 0 }
}

/**
 * Whether an address knows `_bulk_get` PouchDB finds out by the first one, once for all: should that fail, it
 * would fetch document by document until the page is loaded again. So the first one is answered right here.
 */
function openRemote(url: string, request: Fetch): PouchDB.Database {
  const options = { adapter: 'http', fetch: request, skip_setup: true }
  return new PouchDB(url, options as PouchDB.Configuration.RemoteDatabaseConfiguration)
}
