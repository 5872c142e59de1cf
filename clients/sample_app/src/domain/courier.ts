/**
 * A courier's file: what could not be sent, sealed for the district and carried by hand; the twin of
 * `server/courier.py`. Its first line says in clear whose it is and names no person; nobody but the hub opens the rest.
 */
import { canonical } from './canonical'
import { seal } from './sealing'

type Bytes = Uint8Array<ArrayBuffer>

/** The first line. Between the facts `from` and `to` some may not be in it: refused ones, say. */
export interface CourierHead {
  type: 'courier'
  v: 1
  device: string
  from: number
  to: number
  facts: number // how many of them are in it
  papers: number
  at: string
}

/** Something else, whatever it is called. */
export class NotACourier extends Error {}

const LONGEST_HEAD = 1000 // bytes
const NEWLINE = 10
const DEVICE = /^\d{12}[A-Z0-9]{2}$/

/** `documents` with their revisions, by database; `point` (65 bytes) is what the district has sealed with. */
export async function courierFile(
  head: CourierHead,
  documents: Readonly<Record<string, readonly object[]>>,
  point: Bytes,
): Promise<Bytes> {
  const about = canonical(head)
  const sealed = await seal(point, new TextEncoder().encode(JSON.stringify(documents)), about)
  const file = new Uint8Array(about.length + 1 + sealed.length)
  file.set(about)
  file[about.length] = NEWLINE
  file.set(sealed, about.length + 1)
  return file
}

/** What a file says of itself; throws `NotACourier`. */
export function courierHead(file: Bytes): CourierHead {
  const end = file.subarray(0, LONGEST_HEAD + 1).indexOf(NEWLINE)
  try {
    const head = JSON.parse(new TextDecoder().decode(file.subarray(0, Math.max(end, 0)))) as CourierHead
    if (head.type === 'courier' && head.v === 1 && DEVICE.test(head.device)) return head
  } catch {
    // told below
  }
  throw new NotACourier()
}

export function courierName({ device, from, to }: CourierHead): string {
  return `yici-${device}-${from}-${to}.yici`
}
