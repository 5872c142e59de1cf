/** The camera behind the tablet, and what reads a QR out of what it sees. */

/** Why there is nothing to see. */
export class NoCamera extends Error {
  constructor(
    readonly why: 'none' | 'refused' | 'busy',
    options?: ErrorOptions,
  ) {
    super(why, options)
  }
}

/** What stands in the QR that is in the picture now; empty while there is none. */
export type ReadCode = (video: HTMLVideoElement) => Promise<string>

interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>
}
interface DetectorClass {
  new (options: { formats: string[] }): Detector
  getSupportedFormats(): Promise<string[]>
}

const WHY: Record<string, NoCamera['why']> = {
  NotAllowedError: 'refused',
  SecurityError: 'refused',
  NotReadableError: 'busy',
  AbortError: 'busy',
}

/** Throws `NoCamera`. Whoever opens it stops its tracks. */
export async function openCamera(): Promise<MediaStream> {
  const { mediaDevices } = navigator as Partial<Navigator> // none where the page came over plain HTTP
  if (!mediaDevices) throw new NoCamera('none')
  try {
    const video = { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } }
    return await mediaDevices.getUserMedia({ video, audio: false })
  } catch (error) {
    throw new NoCamera(WHY[(error as DOMException).name] ?? 'none', { cause: error })
  }
}

/** The browser's own reader; our own, which is loaded for it, where the browser has none. */
export async function codeReader(): Promise<ReadCode> {
  const { BarcodeDetector: own } = globalThis as { BarcodeDetector?: DetectorClass }
  if (!own || !(await own.getSupportedFormats()).includes('qr_code')) {
    return (await import('./zxingReader')).readCode
  }
  const detector = new own({ formats: ['qr_code'] })
  return async (video) => (await detector.detect(video))[0]?.rawValue ?? ''
}
