/**
 * Numbers on papers: a certificate's is `{prefix2}{site12}{yy}{device2}{serial4}{check}`, a case's has its date.
 *
 * Both end in an ISO 7064 MOD 37,36 check character, so a mistyped number is found without looking it up.
 */
import { mod37_36 } from './checksum'

const PREFIXES: Record<string, string> = {
  'birth-service': 'FS',
  'further-birth': 'ZS',
  'only-child': 'DS',
  'status-proof': 'HY',
}
const ITEMS = Object.fromEntries(Object.entries(PREFIXES).map(([item, prefix]) => [prefix, item]))
const CERTIFICATE = /^([A-Z]{2})([0-9]{12})([0-9]{2})([0-9A-Z]{2})([0-9]{4})([0-9A-Z])$/

/** The parts of a certificate number. `device` is the full device id (site and two characters). */
export interface CertificateNumber {
  item: string
  device: string
  year: number // two digits
  serial: number
}

/** `device` is the 14-character device id, `issuedOn` an ISO date, `serial` 1 to 9999 from its own block. */
export function certificateNumber(item: string, device: string, issuedOn: string, serial: number): string {
  const year = issuedOn.slice(2, 4)
  const body = `${prefixOf(item)}${device.slice(0, 12)}${year}${device.slice(12)}${padded(serial, 4)}`
  return body + mod37_36(body)
}

/** Throws when the form or the check character is wrong. */
export function readCertificateNumber(text: string): CertificateNumber {
  const [, code = '', site = '', year, suffix = '', serial, check] = CERTIFICATE.exec(text) ?? []
  const item = ITEMS[code]
  if (item === undefined) throw new RangeError(`${text} is not a certificate number`)
  if (mod37_36(text.slice(0, -1)) !== check) throw new RangeError(`the check character of ${text} is wrong`)
  return { item, device: site + suffix, year: Number(year), serial: Number(serial) }
}

/** 受理编号; `serial` counts the device's acceptances of that day, 1 to 999. */
export function caseNumber(item: string, device: string, acceptedOn: string, serial: number): string {
  const day = acceptedOn.slice(2).replaceAll('-', '')
  const body = `${prefixOf(item)}${device.slice(0, 12)}${day}${device.slice(12)}${padded(serial, 3)}`
  return body + mod37_36(body)
}

/** The two letters that numbers of an item begin with. */
export function prefixOf(item: string): string {
  const found = PREFIXES[item]
  if (found === undefined) throw new RangeError(`${item} is not an item`)
  return found
}

function padded(serial: number, digits: number): string {
  if (!Number.isInteger(serial) || serial < 1 || serial >= 10 ** digits) {
    throw new RangeError(`serial ${serial} does not fit ${digits} digits`)
  }
  return String(serial).padStart(digits, '0')
}
