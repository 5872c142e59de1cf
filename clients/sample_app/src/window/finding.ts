/** Which of the tablet's cases the clerk is looking for. */
import type { Case } from '../domain/case'
import { readCertificateNumber } from '../domain/numbers'
import { firstSaid } from '../domain/sign1'
import { halfWidth } from './halfWidth'

const DONE = ['closed', 'refused', 'abandoned', 'withdrawn']
const CERTIFICATE = /[A-Z]{2}[0-9]{14}[0-9A-Z]{2}[0-9]{4}[0-9A-Z]/
const CASE = /^([0-9]{12})[0-9A-Z]{2}-[0-9]+$/
const OF_A_STATUS = /[?&]CASE=([^&]+)/
const SITE_DIGITS = 12

/**
 * Open cases, the latest first; with words to look for (name, identity number or its end, number of the case or of a
 * certificate, or what a paper's QR says) also those that are done.
 */
export function findCases(cases: Iterable<Case>, sought: string): Case[] {
  const words = tidy(sought)
  return [...cases]
    .filter(({ state }) => words || !DONE.includes(state))
    .filter((found) => !words || isMeant(found, words))
    .sort((left, right) => (left.openedAt < right.openedAt ? 1 : -1))
}

/** The id of the case in which a certificate was issued; empty where it is not here. */
export function caseOf(cases: Iterable<Case>, number: string): string {
  return [...cases].find(({ certificates }) => certificates.some(({ certNo }) => certNo === number))?.id ?? ''
}

/** The office that gave a certificate number; empty for what is none. */
export function siteOfNumber(sought: string): string {
  try {
    return readCertificateNumber(tidy(sought)).device.slice(0, SITE_DIGITS)
  } catch {
    return ''
  }
}

/** The number that was typed, or that a paper's QR names. */
export function numberIn(sought: string): string {
  return tidy(sought)
}

/** The office that began the case that a slip or a number names; empty for what is none. */
export function siteOfCase(sought: string): string {
  return CASE.exec(tidy(sought))?.[1] ?? ''
}

/**
 * A QR is an address with a number within, or with what a tablet signed at its end: a certificate says its number
 * first, a slip its case.
 */
function tidy(sought: string): string {
  const words = halfWidth(sought).trim().toUpperCase()
  if (!words.includes('/')) return words
  const end = words.split('/').at(-1)?.trim() ?? words
  return firstSaid(end) || (OF_A_STATUS.exec(words)?.[1] ?? CERTIFICATE.exec(words)?.[0] ?? end)
}

function isMeant({ id, caseNo, husband, wife, certificates }: Case, words: string): boolean {
  const people = [husband, wife]
  const numbers = [id, caseNo, ...certificates.map(({ certNo }) => certNo)]
  const texts = [...numbers, ...people.flatMap(({ name, idNo }) => [name, idNo.slice(-4)])]
  return people.some(({ idNo }) => idNo === words) || texts.some((text) => text.toUpperCase().includes(words))
}
