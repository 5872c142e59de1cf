/**
 * 公民身份号码, GB 11643-1999: six digits of area, a birth date, a sequence (odd for men), a check character.
 *
 * The area is where the number was first given. It says nothing of where a person's hukou is today and is
 * never used for that.
 */
import { mod11_2 } from './checksum'

export type IdFault = '' | 'length' | 'old-number' | 'characters' | 'birth-date' | 'check-character'

/** What an identity number says, and `fault`, empty when it is well formed. */
export interface IdNumber {
  fault: IdFault
  born: string // ISO date
  sex: '' | 'male' | 'female'
}

/** Never throws: a fault is an answer that the clerk is told how to mend. */
export function readIdNumber(text: string): IdNumber {
  if (/^[0-9]{15}$/.test(text)) return faulty('old-number')
  if (Array.from(text).length !== 18) return faulty('length')
  if (!/^[0-9]{17}[0-9X]$/.test(text)) return faulty('characters')
  const born = `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`
  if (!isDate(born)) return faulty('birth-date')
  if (mod11_2(text.slice(0, 17)) !== text[17]) return faulty('check-character')
  return { fault: '', born, sex: Number(text[16]) % 2 ? 'male' : 'female' }
}

function faulty(fault: IdFault): IdNumber {
  return { fault, born: '', sex: '' }
}

function isDate(iso: string): boolean {
  const date = new Date(`${iso}T00:00:00Z`)
  return !iso.startsWith('0000') && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso)
}

/** `999999********1012`: enough to recognise a person at the window, not to know the number. */
export function maskIdNumber(text: string): string {
  const characters = Array.from(text)
  if (characters.length !== 18) return '*'.repeat(characters.length)
  return `${characters.slice(0, 6).join('')}${'*'.repeat(8)}${characters.slice(-4).join('')}`
}
