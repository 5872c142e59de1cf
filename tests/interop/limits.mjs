// PouchDB replicates through the tablet app's own `fetch` with a hub of low limits at process.argv[2]. Prints one
// line of JSON about what it met; what is at the hub in the end is for the caller to look at.
import assert from 'node:assert/strict'
import { fileURLToPath } from 'node:url'
import PouchDB from 'pouchdb-core'
import http from 'pouchdb-adapter-http'
import memory from 'pouchdb-adapter-memory'
import replication from 'pouchdb-replication'

const APP = fileURLToPath(new URL('../../clients/sample_app', import.meta.url))
const { runnerImport } = await import(`${APP}/node_modules/vite/dist/node/index.js`)
const { module: app } = await runnerImport('./src/hub/hubFetch.ts', { root: APP, configFile: false, logLevel: 'error' })

PouchDB.plugin(http).plugin(memory).plugin(replication)
const [hub, token] = process.argv.slice(2)
const met = {}

/** Counts the answers by their status. */
async function counted(url, options) {
  const response = await fetch(url, options)
  met[response.status] = (met[response.status] ?? 0) + 1
  return response
}

const hubFetch = app.createHubFetch({
  inner: counted,
  token: () => token,
  renew: async () => false,
  instance: { id: '' },
  heard: () => {},
  heardTime: () => {},
  signal: new AbortController().signal,
})

async function tabletWith(name, docs) {
  const tablet = new PouchDB(name, { adapter: 'memory' })
  await tablet.bulkDocs(docs)
  return tablet
}

/** Push until the hub has judged all documents of a tablet; the ids it refused. */
async function push(tablet, options) {
  const remote = new PouchDB(`${hub}/papers`, { fetch: hubFetch, skip_setup: true })
  const denied = []
  await new Promise((done, failed) => {
    const running = tablet.replicate.to(remote, { live: true, retry: true, back_off_function: app.backOff, ...options })
    running.on('denied', row => denied.push(row.id))
    running.on('paused', error => error || running.cancel())
    running.on('complete', done)
    running.on('error', failed)
  })
  return denied
}

const papers = (prefix, count) => Array.from({ length: count }, (_, n) => ({ _id: `${prefix}/${n}`, n }))

assert.deepEqual(await push(await tabletWith('batch', papers('batch', 100)), { batch_size: 100 }), [])
const large = { _id: 'large/0', text: 'x'.repeat(2000) }
assert.deepEqual(await push(await tabletWith('large', [...papers('beside', 20), large])), ['large/0'])
const names = Array.from({ length: 30 }, (_, n) => `storm-${n}`)
const storm = await Promise.all(names.map(name => tabletWith(name, papers(name, 5))))
assert.deepEqual((await Promise.all(storm.map(tablet => push(tablet)))).flat(), [])
console.log(JSON.stringify(met))
process.exit(0)
