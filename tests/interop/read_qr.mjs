// Reads pictures as two widespread scanners do. In: a line of JSON, [[width, height], …], then the grey bytes of
// all pictures. Out: JSON, [{zbar: [text, …], zxing: [text, …]}, …].
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { scanGrayBuffer } from '@undecaf/zbar-wasm'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'

const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
await prepareZXingModule({ overrides: { wasmBinary: readFileSync(wasm).buffer }, fireImmediately: true })

const given = readFileSync(0)
const end = given.indexOf(10)
let at = end + 1
const found = []
for (const [width, height] of JSON.parse(given.subarray(0, end))) {
  const grey = Uint8Array.from(given.subarray(at, at + width * height))
  at += width * height
  const zbar = await scanGrayBuffer(grey.buffer, width, height)
  const zxing = await readBarcodes(asImage(grey, width, height), { formats: ['QRCode'] })
  found.push({ zbar: zbar.map((one) => one.decode()), zxing: zxing.map(({ text }) => text) })
}
process.stdout.write(JSON.stringify(found))

function asImage(grey, width, height) {
  const data = new Uint8ClampedArray(grey.length * 4)
  for (const [n, value] of grey.entries()) data.set([value, value, value, 255], n * 4)
  return { data, width, height, colorSpace: 'srgb' }
}
