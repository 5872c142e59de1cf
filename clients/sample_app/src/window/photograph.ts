/** A photograph made small enough to be kept and sent over a slow network; what the camera noted in it is gone. */
export const MOST_BYTES = 300_000

/** The file is no picture that this browser can show. */
export class NoPicture extends Error {}

interface Size {
  width: number
  height: number
}

export type Draw = (size: Size, quality: number) => Promise<Blob>

const LONGEST_SIDE = 1600 // pixels: small print on a booklet can still be read
const QUALITIES = [0.7, 0.55, 0.4]
const SMALLER = 0.8
const LEAST_SIDE = 400

/** The smallest loss of quality and then of size by which `draw` stays within `MOST_BYTES`. */
export async function smallEnough({ width, height }: Size, draw: Draw): Promise<Blob> {
  let scale = Math.min(1, LONGEST_SIDE / Math.max(width, height))
  for (;;) {
    const size = { width: pixels(width * scale), height: pixels(height * scale) }
    for (const quality of QUALITIES) {
      const drawn = await draw(size, quality)
      if (drawn.size <= MOST_BYTES) return drawn
    }
    if (Math.max(size.width, size.height) <= LEAST_SIDE) throw new NoPicture('no size is small enough')
    scale *= SMALLER
  }
}

/** A JPEG of what a camera gave, upright. Throws `NoPicture`. */
export async function photographOf(file: Blob): Promise<Blob> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(
    (error: unknown) => {
      throw new NoPicture('the file cannot be shown', { cause: error })
    },
  )
  try {
    return await smallEnough(picture, (size, quality) => drawn(picture, size, quality))
  } finally {
    picture.close()
  }
}

async function drawn(picture: ImageBitmap, { width, height }: Size, quality: number): Promise<Blob> {
  const canvas = Object.assign(document.createElement('canvas'), { width, height })
  canvas.getContext('2d')?.drawImage(picture, 0, 0, width, height)
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality))
  if (!blob) throw new NoPicture('the browser makes no JPEG of it')
  return blob
}

function pixels(side: number): number {
  return Math.max(1, Math.round(side))
}
