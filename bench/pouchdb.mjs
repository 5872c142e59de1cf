// Documents per second of an unmodified PouchDB with the hub: push from memory, then pull into memory.
// Arguments: address of /couchdb, database, number of documents. Prints {"push": …, "pull": …}.
import { createRequire } from 'node:module'

const require = createRequire(new URL('../tests/interop/package.json', import.meta.url))
const PouchDB = require('pouchdb-core')
for (const part of ['adapter-http', 'adapter-memory', 'replication']) PouchDB.plugin(require(`pouchdb-${part}`))

const [hub, database, count] = process.argv.slice(2)
const remote = new PouchDB(`${hub}/${database}`)
const local = new PouchDB('source', { adapter: 'memory' })
const text = 'x'.repeat(850)
for (let first = 0; first < count; first += 500) {
  await local.bulkDocs(Array.from({ length: 500 }, (_, n) => ({ _id: `visit:${first + n}`, purpose: '一次办', text })))
}

async function rate(from, to) {
  const start = performance.now()
  const { docs_written: written } = await from.replicate.to(to, { batch_size: 500 })
  return Math.round(written / ((performance.now() - start) / 1000))
}

const push = await rate(local, remote)
const pull = await rate(remote, new PouchDB('target', { adapter: 'memory' }))
console.log(JSON.stringify({ push, pull }))
process.exit(0)
