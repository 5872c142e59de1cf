// One tablet without a screen: the app's own parts, PouchDB on IndexedDB, against a real hub. It is told what to do
// by lines of JSON, `{"do": …}`, and answers each with how it stands.
//
//   node tablet.mjs HUB USERNAME PAIRING_CODE
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const APP = fileURLToPath(new URL('../../clients/sample_app', import.meta.url))
const [hub, username, pairingCode] = process.argv.slice(2)
setTimeout(() => { throw new Error('what is waited for does not happen') }, 600_000).unref()

let isCut = false // whether the road to the hub is
const reach = fetch
give({
  navigator: { userAgent: 'Chrome/120' },
  location: { origin: hub },
  fetch: (address, options) =>
    isCut ? Promise.reject(new TypeError('Failed to fetch')) : reach(new URL(address, hub), options),
})

const { runnerImport } = await import(`${APP}/node_modules/vite/dist/node/index.js`)
const { module: app } = await runnerImport('./test/helpers/onTheRoad.ts', {
  root: APP,
  configFile: false,
  logLevel: 'error',
  ssr: { noExternal: [/pouchdb/] },
  resolve: { alias: { 'pouchdb-binary-utils': 'pouchdb-binary-utils/lib/index-browser.es.js' } },
})
// What is looked for when these are loaded is not a page; a page is what the tablet is then opened in.
give({ window: new EventTarget(), document: Object.assign(new EventTarget(), { visibilityState: 'visible' }) })

const device = await app.enrol({ username, password: 'yici-demo', pairingCode, label: '窗口一' })
let tablet = await app.open(device)

const DUTIES = {
  look() {},
  cut() { isCut = true },
  mend() { isCut = false },
  paper: async () => ({ paper: await tablet.paper() }),
  async write({ facts }) {
    for (let n = 0; n < facts; n += 1) await tablet.write()
  },
  /** Until everything written here is covered by receipts of that instance of the hub. */
  safe: ({ instance }) =>
    until(async () => tablet.receipts.waiting.value === 0 && (await tablet.instance()) === instance),
  /** Until the hub has refused so many. */
  refused: ({ facts }) => until(() => tablet.refusals.list.value.length === facts),
  /** Until these facts are on the tablet, its own and the others'. */
  async have({ ids }) {
    await until(async () => {
      const held = await tablet.held()
      return ids.every(id => held.includes(id))
    })
  },
  /** The app is closed, and opened again. */
  async restart() {
    tablet.close()
    tablet = await app.open(device)
  },
}

function give(globals) {
  for (const [name, value] of Object.entries(globals))
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true })
}

async function until(wanted) {
  while (!(await wanted())) await new Promise(resolve => setTimeout(resolve, 20))
}

function stands() {
  const { receipts, refusals, sync } = tablet
  return {
    device: device.device,
    written: tablet.written(),
    upTo: receipts.upTo.value,
    waiting: receipts.waiting.value,
    gaps: receipts.gaps.value,
    isCopied: receipts.isCopied.value,
    refused: refusals.list.value.length,
    online: sync.state.online,
  }
}

console.log(JSON.stringify(stands()))
for await (const line of createInterface({ input: process.stdin })) {
  const duty = JSON.parse(line)
  const told = await DUTIES[duty.do](duty)
  console.log(JSON.stringify({ ...stands(), ...told }))
}
process.exit(0)
