import { afterEach, expect, test, vi } from 'vitest'
import { codeReader, openCamera } from '../../src/window/camera'

afterEach(() => vi.unstubAllGlobals())

const VIDEO = {} as HTMLVideoElement

test.each([
  ['NotFoundError', 'none'],
  ['NotAllowedError', 'refused'],
  ['NotReadableError', 'busy'],
])('%s: %s', async (name, why) => {
  const getUserMedia = async () => {
    throw new DOMException('told by a test', name)
  }
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia } })
  await expect(openCamera()).rejects.toMatchObject({ why })
})

test('a page that came over plain HTTP has no camera', async () => {
  vi.stubGlobal('navigator', {})
  await expect(openCamera()).rejects.toMatchObject({ why: 'none' })
})

test('the browser’s own reader is used where it reads QR codes', async () => {
  const asked: unknown[] = []
  class Own {
    static getSupportedFormats = async () => ['qr_code', 'ean_13']
    constructor(options: unknown) {
      asked.push(options)
    }
    detect = async () => (asked.length > 1 ? [] : [{ rawValue: 'read' }])
  }
  vi.stubGlobal('BarcodeDetector', Own)
  const read = await codeReader()
  expect(asked).toEqual([{ formats: ['qr_code'] }])
  expect(await read(VIDEO)).toBe('read')
  asked.push('nothing to see')
  expect(await read(VIDEO)).toBe('')
})
