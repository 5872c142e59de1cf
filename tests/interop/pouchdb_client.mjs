// An unmodified PouchDB uses a database of the hub at process.argv[2] without a copy of its own: documents,
// conflicts, bulk, attachments, changes. Then attachments are replicated. Any difference throws.
import assert from 'node:assert/strict'
import PouchDB from 'pouchdb-core'
import http from 'pouchdb-adapter-http'
import memory from 'pouchdb-adapter-memory'
import replication from 'pouchdb-replication'

PouchDB.plugin(http).plugin(memory).plugin(replication)
const [hub, name] = process.argv.slice(2)
const db = new PouchDB(`${hub}/${name}`) // makes the database
const bytes = Buffer.from([0, 1, 254, 255])
const base64 = bytes.toString('base64')

/** Follows the database until `count` changes have come; their ids. */
function follow(count) {
  return new Promise((resolve, reject) => {
    const ids = []
    const feed = db.changes({ live: true, since: 'now', include_docs: true })
    feed.on('change', ({ id }) => ids.push(id) === count && (feed.cancel(), resolve(ids)))
    feed.on('error', reject)
  })
}

async function documents() {
  const { rev } = await db.put({ _id: '文/1', 镇: '几江' })
  await assert.rejects(db.put({ _id: '文/1' }), { status: 409, name: 'conflict' })
  const second = await db.put({ _id: '文/1', _rev: rev, n: 2 })
  assert.deepEqual(await db.get('文/1'), { _id: '文/1', _rev: second.rev, n: 2 })
  assert.deepEqual(await db.get('文/1', { rev }), { _id: '文/1', _rev: rev, 镇: '几江' })
  const { _revs_info } = await db.get('文/1', { revs_info: true })
  assert.deepEqual(_revs_info.map(each => each.rev), [second.rev, rev])
  await db.remove('文/1', second.rev)
  await assert.rejects(db.get('文/1'), { status: 404, reason: 'deleted' })
  const { id } = await db.post({ without: 'an id' })
  assert.equal((await db.get(id)).without, 'an id')
}

async function conflicts() {
  const rival = by => ({ _id: 'c', _rev: `1-${by.repeat(32)}`, by })
  await db.bulkDocs([rival('a'), rival('b')], { new_edits: false })
  const winner = await db.get('c', { conflicts: true })
  assert.deepEqual([winner.by, winner._conflicts], ['b', [rival('a')._rev]])
  const leaves = await db.get('c', { open_revs: 'all' })
  assert.deepEqual(leaves.map(({ ok }) => ok.by).sort(), ['a', 'b'])
  await db.remove('c', winner._rev)
  assert.equal((await db.get('c')).by, 'a')
}

async function bulk() {
  const rows = await db.bulkDocs(['k1', 'k2', 'k3'].map(_id => ({ _id })))
  assert.deepEqual(rows.map(row => row.ok), [true, true, true])
  const [, again] = await db.bulkDocs([{ _id: 'k4' }, { _id: 'k1' }])
  assert.equal(again.name, 'conflict')
  const range = await db.allDocs({ startkey: 'k2', endkey: 'k\uffff', include_docs: true })
  assert.deepEqual(range.rows.map(row => row.doc._id), ['k2', 'k3', 'k4'])
  const keys = await db.allDocs({ keys: ['k3', 'none', 'k1'] })
  assert.deepEqual(keys.rows.map(row => row.id ?? row.error), ['k3', 'not_found', 'k1'])
  const { results } = await db.bulkGet({ docs: [{ id: 'k1' }, { id: 'none' }] })
  assert.deepEqual(results.map(({ docs: [{ ok, error }] }) => ok?._id ?? error.error), ['k1', 'not_found'])
}

async function attachments() {
  const first = await db.putAttachment('a', '照片 1.bin', bytes, 'application/octet-stream')
  assert.ok(bytes.equals(await db.getAttachment('a', '照片 1.bin')))
  const second = await db.putAttachment('a', 'n.txt', first.rev, Buffer.from('一'), 'text/plain')
  const stubs = await db.get('a')
  assert.deepEqual(Object.values(stubs._attachments).map(({ stub, length }) => [stub, length]), [[true, 4], [true, 3]])
  const full = await db.get('a', { attachments: true })
  assert.equal(full._attachments['照片 1.bin'].data, base64)
  await db.put({ ...stubs, kept: true })
  const { _rev } = await db.get('a')
  await db.removeAttachment('a', 'n.txt', _rev)
  assert.deepEqual(Object.keys((await db.get('a'))._attachments), ['照片 1.bin'])
  await assert.rejects(db.getAttachment('a', 'n.txt'), { status: 404 })
  assert.notEqual(second.rev, _rev)
}

async function replicated() {
  const local = new PouchDB('local', { adapter: 'memory' })
  await local.replicate.from(db)
  assert.ok(bytes.equals(await local.getAttachment('a', '照片 1.bin')))
  const large = Buffer.alloc(3 * 2 ** 20, '一')
  await local.put({ _id: 'large', _attachments: { 'l.txt': { content_type: 'text/plain', data: large } } })
  const { _rev } = await local.get('large')
  const result = await local.replicate.to(db)
  assert.deepEqual([result.docs_written, result.errors], [1, []])
  await local.put({ ...(await local.get('large')), edited: true })
  await local.replicate.to(db)
  assert.ok(large.equals(await db.getAttachment('large', 'l.txt')))
  assert.notEqual((await db.get('large'))._rev, _rev)
}

await documents()
await conflicts()
await bulk()
await attachments()
await replicated()
const following = follow(3)
const { rev } = await db.put({ _id: 'x' })
await db.put({ _id: 'y' })
await db.put({ _id: 'x', _rev: rev, n: 2 })
const followed = await following
const { doc_count } = await db.info()
assert.equal(doc_count, 10)
await db.destroy()
const gone = new PouchDB(`${hub}/${name}`, { skip_setup: true })
await assert.rejects(gone.allDocs(), { status: 404, reason: 'Database does not exist.' })
console.log(JSON.stringify({ followed }))
process.exit(0)
