/** Reads QR codes with WebAssembly from this app's own files, for browsers that have no reader: a chunk by itself. */
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import wasm from 'zxing-wasm/reader/zxing_reader.wasm?url'

prepareZXingModule({ overrides: { locateFile: () => wasm } })
const canvas = document.createElement('canvas')

export async function readCode(video: HTMLVideoElement): Promise<string> {
  const { videoWidth: width, videoHeight: height } = video
  const pen = canvas.getContext('2d', { willReadFrequently: true })
  if (!width || !pen) return ''
  Object.assign(canvas, { width, height })
  pen.drawImage(video, 0, 0)
  const found = await readBarcodes(pen.getImageData(0, 0, width, height), {
    formats: ['QRCode'],
    maxNumberOfSymbols: 1,
  })
  return found[0]?.text ?? ''
}
