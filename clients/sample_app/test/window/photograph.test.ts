import { expect, test, vi } from 'vitest'
import { type Draw, MOST_BYTES, NoPicture, smallEnough } from '../../src/window/photograph'

/** A picture that takes so many bytes a pixel at the best quality. */
function drawing(bytesPerPixel: number) {
  return vi.fn<Draw>(async ({ width, height }, quality) => {
    return new Blob([new Uint8Array(Math.ceil(width * height * bytesPerPixel * quality))])
  })
}

const asked = (draw: ReturnType<typeof drawing>) => draw.mock.calls.map(([size, quality]) => [size, quality])

test('the longer side becomes 1600 pixels, and that at the best quality', async () => {
  const draw = drawing(0.1)
  await smallEnough({ width: 3000, height: 4000 }, draw)
  expect(asked(draw)).toEqual([[{ width: 1200, height: 1600 }, 0.7]])
})

test('a small picture stays as large as it is', async () => {
  const draw = drawing(0.1)
  await smallEnough({ width: 640, height: 480 }, draw)
  expect(asked(draw)).toEqual([[{ width: 640, height: 480 }, 0.7]])
})

test('what is too large loses quality first and then its size, and no more than it must', async () => {
  const draw = drawing(0.4)
  const picture = await smallEnough({ width: 1600, height: 1600 }, draw)
  expect(asked(draw)).toEqual([
    [{ width: 1600, height: 1600 }, 0.7],
    [{ width: 1600, height: 1600 }, 0.55],
    [{ width: 1600, height: 1600 }, 0.4],
    [{ width: 1280, height: 1280 }, 0.7],
    [{ width: 1280, height: 1280 }, 0.55],
    [{ width: 1280, height: 1280 }, 0.4],
  ])
  expect(picture.size).toBeLessThanOrEqual(MOST_BYTES)
})

test('a picture that nothing makes small enough is told instead of tried for ever', async () => {
  await expect(smallEnough({ width: 4000, height: 4000 }, drawing(100))).rejects.toThrow(NoPicture)
})

test('the thinnest picture keeps a pixel', async () => {
  const draw = drawing(0.1)
  await smallEnough({ width: 40_000, height: 1 }, draw)
  expect(asked(draw)).toEqual([[{ width: 1600, height: 1 }, 0.7]])
})
