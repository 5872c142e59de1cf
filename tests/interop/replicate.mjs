// An unmodified PouchDB replicates with the hub at process.argv[2]: 5,000 documents up and down, with edits,
// deletions and conflicts, then live. Prints one line of JSON; any difference between the two ends throws.
import assert from 'node:assert/strict'
import PouchDB from 'pouchdb-core'
import http from 'pouchdb-adapter-http'
import memory from 'pouchdb-adapter-memory'
import replication from 'pouchdb-replication'

PouchDB.plugin(http).plugin(memory).plugin(replication)
const [hub, database] = process.argv.slice(2)
const COUNT = 5000
const pad = n => String(n).padStart(5, '0')
const local = name => new PouchDB(name, { adapter: 'memory' })
const remote = () => new PouchDB(`${hub}/${database}`)

/** Every 5th document is edited, every 10th then deleted; some of both kinds have a rival edit elsewhere. */
async function fill(db, prefix) {
  const docs = Array.from({ length: COUNT }, (_, n) => ({ _id: `${prefix}/${pad(n)}`, n, text: 'x'.repeat(200), 中文: '一次办' }))
  const first = await db.bulkDocs(docs)
  const edits = docs.map((doc, n) => ({ ...doc, _rev: first[n].rev, edited: true })).filter((_, n) => n % 5 === 0)
  const second = await db.bulkDocs(edits)
  const gone = edits.map((doc, n) => ({ _id: doc._id, _rev: second[n].rev, _deleted: true })).filter(doc => Number(doc._id.slice(-5)) % 10 === 0)
  await db.bulkDocs(gone)
  const rivals = docs.filter((_, n) => n % 20 === 5 || n % 40 === 0).map((doc, n) => {
    const hash = (n + 0xabc000).toString(16).padStart(32, '0')
    return { ...doc, rival: true, _rev: `2-${hash}`, _revisions: { start: 2, ids: [hash, first[doc.n].rev.slice(2)] } }
  })
  await db.bulkDocs(rivals, { new_edits: false })
}

/** Every leaf of every document with its history and content, and every winner: must be equal on both ends. */
async function trees(db) {
  const { results } = await db.changes({ style: 'all_docs' })
  const docs = results.flatMap(row => row.changes.map(({ rev }) => ({ id: row.id, rev })))
  const held = []
  for (let start = 0; start < docs.length; start += COUNT) { // the hub takes 10,000 in one request
    held.push(...(await db.bulkGet({ docs: docs.slice(start, start + COUNT), revs: true })).results)
  }
  const leaves = held.flatMap(row => row.docs.map(({ ok }) => [`leaf ${ok._id} ${ok._rev}`, ok]))
  const winners = (await db.allDocs()).rows.map(row => [`winner ${row.id}`, row.value.rev])
  return new Map([...leaves, ...winners])
}

function assertEqual(one, other) {
  for (const key of new Set([...one.keys(), ...other.keys()])) assert.deepEqual(one.get(key), other.get(key), key)
}

async function once(from, to) {
  const result = await from.replicate.to(to, { batch_size: 500 })
  assert.equal(result.ok, true)
  assert.deepEqual(result.errors, [])
  return result
}

async function upAndDown() {
  const tablet = local('tablet')
  await fill(tablet, 'up')
  await once(tablet, remote())
  assertEqual(await trees(remote()), await trees(tablet))
  await fill(remote(), 'down')
  await once(remote(), tablet)
  assertEqual(await trees(tablet), await trees(remote()))
  const second = local('second')
  await once(remote(), second)
  assertEqual(await trees(second), await trees(tablet))
  assert.equal((await once(tablet, remote())).docs_written, 0)
  assert.equal((await once(remote(), tablet)).docs_written, 0)
  const compared = [...(await trees(tablet)).keys()]
  return { leaves: compared.filter(key => key.startsWith('leaf')).length, winners: compared.filter(key => key.startsWith('winner')).length }
}

/** Two tablets in live sync with retry see each other's edit of the same document, and agree on the winner. */
async function live() {
  const [a, b] = [local('a'), local('b')]
  await a.put({ _id: 'live', by: 'nobody' })
  await once(a, remote())
  await b.replicate.from(remote(), { doc_ids: ['live'] })
  const { _rev } = await a.get('live')
  await a.put({ _id: 'live', _rev, by: 'a' })
  await b.put({ _id: 'live', _rev, by: 'b' })
  const options = { live: true, retry: true }
  const syncs = [a, b].flatMap(db => [db.replicate.to(remote(), options), db.replicate.from(remote(), options)])
  await Promise.all([a, b].map(db => until(db, doc => doc._conflicts?.length === 1)))
  const [first, second] = await Promise.all([a, b].map(db => db.get('live', { conflicts: true })))
  assert.deepEqual(first, second)
  await b.put({ _id: 'live', _rev: second._rev, by: 'b again' })
  await until(a, doc => doc.by === 'b again')
  for (const sync of syncs) sync.cancel()
}

/** Wait until the document `live` is as wanted. */
function until(db, wanted) {
  return new Promise((resolve, reject) => {
    const feed = db.changes({ live: true, since: 0, include_docs: true, conflicts: true })
    feed.on('change', ({ id, doc }) => id === 'live' && wanted(doc) && (feed.cancel(), resolve(doc)))
    feed.on('error', reject)
  })
}

const compared = await upAndDown()
await live()
console.log(JSON.stringify(compared))
process.exit(0)
