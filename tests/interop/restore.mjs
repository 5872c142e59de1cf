// Two tablets of an unmodified PouchDB push to a hub before and after a backup of it, and
// once more when it was restored: one live through the app's own `fetch`, one by calling replicate() again.
// After each step it prints a line and goes on when it reads one. Any loss throws.
//
//   node restore.mjs HUB LIVE_DATABASE PLAIN_DATABASE USERNAME PASSWORD
import assert from 'node:assert/strict'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import PouchDB from 'pouchdb-core'
import http from 'pouchdb-adapter-http'
import memory from 'pouchdb-adapter-memory'
import replication from 'pouchdb-replication'

const APP = fileURLToPath(new URL('../../clients/sample_app', import.meta.url))
const { runnerImport } = await import(`${APP}/node_modules/vite/dist/node/index.js`)
const { module: app } = await runnerImport('./src/hub/hubFetch.ts', { root: APP, configFile: false, logLevel: 'error' })

PouchDB.plugin(http).plugin(memory).plugin(replication)
const [hub, liveName, plainName, username, password] = process.argv.slice(2)
setTimeout(() => { throw new Error('what is waited for does not happen') }, 240_000).unref()
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]()

async function done(step) {
  console.log(step)
  await lines.next()
}

async function signIn() {
  const query = 'mutation($u: String!, $p: String!) { signIn(username: $u, password: $p) { token } }'
  const body = JSON.stringify({ query, variables: { u: username, p: password } })
  const answer = await fetch(`${hub}/graphql`, { method: 'POST', body, headers: { 'content-type': 'application/json' } })
  return (await answer.json()).data.signIn.token
}

/** A tablet as the app replicates: live, in both directions, begun anew when the hub says it was restored. */
class LiveTablet {
  db = new PouchDB('live', { adapter: 'memory' })
  written = 0 // since the replications were begun
  restored = 0 // how often the hub was
  #running = []
  #token = ''

  async start() {
    this.#token = await signIn()
    this.request = app.createHubFetch({
      token: () => this.#token,
      renew: async () => false, // the restored hub takes the token that the old one gave
      instance: { id: '' },
        heard: ({ kind }) => kind === 'hub-restored' && queueMicrotask(() => this.#beginAnew()),
      heardTime: () => {},
      signal: new AbortController().signal,
    })
    this.options = { live: true, retry: true, back_off_function: () => 100 }
    this.#begin()
  }

  #begin() {
    const hubs = new PouchDB(address(liveName), { fetch: this.request, skip_setup: true })
    this.written = 0
    const push = this.db.replicate.to(hubs, this.options)
    push.on('change', ({ docs_written }) => { this.written = docs_written })
    this.#running = [push, this.db.replicate.from(hubs, this.options)]
  }

  #beginAnew() {
    this.restored += 1
    this.stop()
    this.#begin()
  }

  stop() {
    for (const handle of this.#running) handle.cancel()
  }
}

async function until(wanted) {
  while (!wanted()) await new Promise(resolve => setTimeout(resolve, 20))
}

const address = name => `${hub}/couchdb/${name}`
const remote = name => new PouchDB(address(name), { auth: { username, password } })
const held = async name => (await remote(name).allDocs()).rows.length
const write = (db, numbers) => db.bulkDocs(numbers.map(n => ({ _id: `visit:${n}`, n })))

const plain = new PouchDB('plain', { adapter: 'memory' })
const push = async () => (await plain.replicate.to(remote(plainName))).docs_written
const live = new LiveTablet()
await live.start()

await write(live.db, [1, 2, 3])
await write(plain, [1, 2, 3])
await until(() => live.written === 3)
assert.equal(await push(), 3)
await done('pushed')

await write(live.db, [4, 5])
await write(plain, [4, 5])
await until(() => live.written === 5)
assert.equal(await push(), 2)
await done('pushed more')

// The hub is what it was at the backup. Nobody writes anything: what it lacks comes again all the same.
assert.equal(await held(plainName), 3)
assert.equal(await push(), 2)
assert.equal(await held(plainName), 5)
await until(() => live.restored === 1 && live.written === 2)
assert.equal(await held(liveName), 5)
live.stop()
await done('pushed again')
process.exit(0)
