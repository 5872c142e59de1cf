// The unmodified npm package nano uses the hub at process.argv[2]: databases, documents, conflicts, bulk,
// attachments, changes. Any difference throws.
import assert from 'node:assert/strict'
import Nano from 'nano'

const [hub, name] = process.argv.slice(2)
const nano = Nano({ url: hub, parseUrl: false }) // or it takes the path for a database's name
const bytes = Buffer.from([0, 1, 254, 255])

async function databases() {
  assert.deepEqual(await nano.db.create(name), { ok: true })
  await assert.rejects(nano.db.create(name), { statusCode: 412, error: 'file_exists' })
  assert.ok((await nano.db.list()).includes(name))
  assert.equal((await nano.db.get(name)).db_name, name)
  assert.equal((await nano.uuids(3)).uuids.length, 3)
}

async function documents(db) {
  const { rev } = await db.insert({ 镇: '几江' }, '文/1')
  await assert.rejects(db.insert({}, '文/1'), { statusCode: 409, error: 'conflict' })
  const second = await db.insert({ _id: '文/1', _rev: rev, n: 2 })
  assert.deepEqual(await db.get('文/1'), { _id: '文/1', _rev: second.rev, n: 2 })
  assert.deepEqual(await db.get('文/1', { rev }), { _id: '文/1', _rev: rev, 镇: '几江' })
  assert.equal((await db.head('文/1')).etag, `"${second.rev}"`)
  await db.destroy('文/1', second.rev)
  await assert.rejects(db.get('文/1'), { statusCode: 404, reason: 'deleted' })
}

async function conflicts(db) {
  const rival = by => ({ _id: 'c', _rev: `1-${by.repeat(32)}`, by })
  await db.bulk({ docs: [rival('a'), rival('b')], new_edits: false })
  const winner = await db.get('c', { conflicts: true })
  assert.deepEqual([winner.by, winner._conflicts], ['b', [rival('a')._rev]])
}

async function bulk(db) {
  const rows = await db.bulk({ docs: ['k1', 'k2', 'k3'].map(_id => ({ _id })) })
  assert.deepEqual(rows.map(row => row.ok), [true, true, true])
  const range = await db.list({ startkey: 'k2', endkey: 'k3', include_docs: true })
  assert.deepEqual(range.rows.map(row => row.doc._id), ['k2', 'k3'])
  const fetched = await db.fetch({ keys: ['k3', 'none'] })
  assert.deepEqual(fetched.rows.map(row => row.id ?? row.error), ['k3', 'not_found'])
  const revs = await db.fetchRevs({ keys: ['k1'] })
  assert.equal(revs.rows[0].value.rev, rows[0].rev)
}

async function attachments(db) {
  const { rev } = await db.attachment.insert('a', '照片 1.bin', bytes, 'application/octet-stream')
  assert.deepEqual(await db.attachment.get('a', '照片 1.bin'), bytes)
  const parts = [{ name: 'n.txt', data: '一', content_type: 'text/plain' }, { name: 'b', data: bytes, content_type: 'image/png' }]
  const many = await db.multipart.insert({ n: 1 }, parts, 'm')
  assert.deepEqual(await db.attachment.get('m', 'b'), bytes)
  assert.equal((await db.get('m', { attachments: true }))._attachments['n.txt'].data, '5LiA')
  assert.ok(many.rev)
  await db.attachment.destroy('a', '照片 1.bin', { rev })
  await assert.rejects(db.attachment.get('a', '照片 1.bin'), { statusCode: 404 })
  await new Promise((resolve, reject) => {
    const pieces = []
    db.attachment.getAsStream('m', 'b').on('data', piece => pieces.push(piece)).on('error', reject).on('end', () => {
      assert.deepEqual(Buffer.concat(pieces), bytes)
      resolve()
    })
  })
}

/** Follows the database from `since` until `count` changes have come; their ids. */
function follow(db, since, count) {
  return new Promise((resolve, reject) => {
    const ids = []
    const feed = db.changesReader.start({ since, timeout: 20000 })
    feed.on('change', ({ id }) => ids.push(id) === count && (db.changesReader.stop(), resolve(ids)))
    feed.on('error', reject)
  })
}

await databases()
const db = nano.use(name)
await documents(db)
await conflicts(db)
await bulk(db)
await attachments(db)
const page = await db.changes({ limit: 2 })
assert.equal(page.results.length, 2)
const { last_seq } = await db.changes({ since: page.last_seq })
const first = follow(db, last_seq, 1)
const { rev } = await db.insert({ _id: 'x' })
const [x] = await first
const { last_seq: then } = await db.changes({ since: last_seq })
await db.insert({ _id: 'y' })
await db.insert({ _id: 'x', _rev: rev, n: 2 })
const rest = await follow(nano.use(name), then, 2)
await nano.db.destroy(name)
await assert.rejects(nano.db.get(name), { statusCode: 404 })
console.log(JSON.stringify({ followed: [x, ...rest] }))
process.exit(0)
