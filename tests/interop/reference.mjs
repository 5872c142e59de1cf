// An unmodified PouchDB that holds a hub's `reference`: for each line it reads it pulls what is new, and prints
// the revision that it shows of each document, as JSON.
//
//   node reference.mjs HUB USERNAME PASSWORD
import { createInterface } from 'node:readline'
import PouchDB from 'pouchdb-core'
import http from 'pouchdb-adapter-http'
import memory from 'pouchdb-adapter-memory'
import replication from 'pouchdb-replication'

PouchDB.plugin(http).plugin(memory).plugin(replication)
const [hub, username, password] = process.argv.slice(2)
const held = new PouchDB('reference', { adapter: 'memory' })

for await (const _ of createInterface({ input: process.stdin })) {
  await held.replicate.from(new PouchDB(`${hub}/couchdb/reference`, { auth: { username, password } }))
  const { rows } = await held.allDocs()
  console.log(JSON.stringify(Object.fromEntries(rows.map(({ id, value }) => [id, value.rev]))))
}
