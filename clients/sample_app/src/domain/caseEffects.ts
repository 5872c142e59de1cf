/** What a fact that counts does to its case. */

import { type Case, siteOf } from './case'
import { carryOn, declare, show, untick, visit } from './caseCouple'
import { author } from './caseGuards'
import type { Fact, FactOf, FactType } from './facts'
import { same } from './logic'
import type { Order, OrderOf, OrderType, Upload } from './orders'
import { shanghaiDate } from './shanghai'

type Named<T extends FactType | OrderType> =
  | (T extends FactType ? FactOf<T> : never)
  | (T extends OrderType ? OrderOf<T> : never)
type Effects = { [T in FactType | OrderType]?: (folded: Case, fact: Named<T>) => void }

/** Whether another office that a case was carried on at has issued a certificate, which stays in force. */
export function isBehindAnother(
  { fence, certificates }: Case,
  { site, supersedes }: { site: string; supersedes: string },
): boolean {
  const first = certificates.find((one) => !one.void && one.certNo !== supersedes)
  return first !== undefined && fence > 0 && siteOf(first.id) !== site
}

/** Void until people have said why: another office had issued one before. */
export const OVERTAKEN = 'overtaken'

function upload(folded: Case, { uploads }: { uploads: Upload[] }): void {
  for (const one of uploads) {
    if (!folded.uploads.some((before) => same(before, one))) folded.uploads.push(one)
  }
}

/** A paper that was photographed again is kept as it was photographed last. */
function copy(folded: Case, { kept, site }: FactOf<'copies'>): void {
  const before = folded.copies.filter(({ key }) => kept.every((one) => one.key !== key))
  folded.copies = [...before, ...kept.map((one) => ({ ...one, site }))]
}

/** Nobody has to decide any more which of the two stays. */
function settle(folded: Case, { certNo, other }: { certNo: string; other: string }): void {
  const isOfThem = (one: string) => one === certNo || one === other
  folded.duplicates = folded.duplicates.filter((one) => !isOfThem(one.certNo) || !isOfThem(one.other))
}

function prove(folded: Case, fact: FactOf<'status-proof' | 'children-proof' | 'opinion'>): void {
  const whom = 'spouse' in fact ? fact.spouse : 'couple'
  folded.done = [...new Set([...folded.done, `${fact.type}:${whom}`])].sort()
  const { _id, at, type, basis } = fact
  const certNo = 'certNo' in fact ? fact.certNo : ''
  folded.proofs.push({ id: _id, at, kind: type, whom, basis, certNo, printed: false })
}

function handOver(folded: Case, { at, certNo }: { at: string; certNo: string }): void {
  folded.closedAt ||= at
  for (const one of certificatesOf(folded, certNo)) one.handedOver = true
}

function certificatesOf(folded: Case, number: string) {
  return folded.certificates.filter(({ certNo }) => certNo === number).slice(0, 1)
}

function conclude(folded: Case, fact: FactOf<'conclusion'>): void {
  const { _id, at, result } = fact
  for (const pledge of folded.pledges.filter(({ id }) => id === fact.pledge)) {
    pledge.conclusion = { id: _id, at, by: author(fact), result, confirmedAt: '' }
    pledge.status = result === 'false' ? 'disputed' : result // false counts when a second person has confirmed it
  }
}

/** After the certificate was issued this is the wish to have it made void. */
function withdraw(folded: Case, { _id }: FactOf<'withdrawal'>): void {
  if (folded.state === 'withdrawn') return
  for (const { certNo } of folded.certificates.filter((one) => !one.void)) {
    folded.voidRequests.push({ id: _id, certNo, why: 'applicant-asks' })
  }
}

/** A promise for another day than its working days make is told, and has no effect. */
function putRight(folded: Case, rule: string, day: string): void {
  const { dueOn, acceptance, state } = folded
  if (dueOn !== '' && dueOn !== day) folded.violations.push({ fact: acceptance, rule, state })
  folded.dueOn = day
}

export const EFFECTS: Effects & Record<string, ((folded: Case, fact: never) => void) | undefined> = {
  application(folded, fact) {
    if (fact.channel !== 'online') return
    folded.delivery = fact.delivery
    folded.address = fact.address
    upload(folded, fact)
  },
  routing(folded, { to }) {
    folded.handledBy = to
  },
  uploads: upload,
  continuation: carryOn,
  visit,
  declaration: declare,
  materials: show,
  untick,
  copies: copy,
  notice(folded, { _id, n, at, missing: entries, change }) {
    folded.notices.push({ id: _id, n, at, missing: entries, change, printed: false })
  },
  attempt(folded, { _id, rule, code }) {
    folded.attempts.push({ fact: _id, rule, code })
  },
  acceptance(folded, { _id, caseNo, workingDays, dueOn, at }) {
    if (folded.acceptedAt) return // two tablets may both have accepted: that is one acceptance, at the earlier time
    Object.assign(folded, { caseNo, workingDays, dueOn, acceptedAt: at, acceptance: _id })
    if (!workingDays) putRight(folded, 'R18', shanghaiDate(at))
  },
  due(folded, { of, dueOn }) {
    if (of === folded.acceptance) putRight(folded, 'R23', dueOn)
  },
  pledge(folded, { _id, spouse, at }) {
    folded.pledges.push({ id: _id, spouse, at, status: 'unverified', attempts: [], conclusion: null })
  },
  verification(folded, { _id, pledge: name, at, method, answered }) {
    for (const pledge of folded.pledges.filter(({ id }) => id === name)) {
      pledge.attempts.push({ id: _id, at, method, answered })
      pledge.status = 'verifying'
    }
  },
  conclusion: conclude,
  /** An honest error that was put right is not held against anybody. */
  confirmation(folded, { conclusion: name, agrees, corrected, at }) {
    for (const pledge of folded.pledges) {
      if (pledge.conclusion?.id !== name) continue
      pledge.status = agrees ? (corrected ? 'corrected' : 'false') : 'verifying'
      pledge.conclusion.confirmedAt = at
    }
  },
  /** By one who pledged falsely in another case: the hub alone sees both. */
  distrust(folded, { pledge: name }) {
    for (const pledge of folded.pledges.filter(({ id }) => id === name)) {
      if (pledge.status !== 'false') pledge.status = 'barred'
      folded.violations.push({ fact: name, rule: 'R04', state: folded.state })
    }
  },
  'pledge-withdrawal'(folded, { pledge: name }) {
    for (const pledge of folded.pledges.filter(({ id }) => id === name)) pledge.status = 'withdrawn'
  },
  lookup(folded, { _id, at, spouse, result }) {
    folded.lookups.push({ id: _id, at, spouse, result, inquiries: [] })
  },
  inquiry(folded, { _id, lookup, at, corrected }) {
    for (const found of folded.lookups.filter(({ id }) => id === lookup)) {
      found.inquiries.push({ id: _id, at, corrected })
    }
  },
  'status-proof': prove,
  'children-proof': prove,
  opinion: prove,
  decision(folded, fact) {
    const { _id, at, granted, reason, grounds } = fact
    folded.decidedAt = at
    folded.decision = { id: _id, by: author(fact as Fact | Order), granted, reason, grounds }
  },
  /**
   * What takes another's place ends it. Two in force are two sheets: people decide which stays. Of a case that
   * another office went on with, one sheet alone is in force: the earlier one.
   */
  certificate(folded, { _id, site, certNo, issuedOn, at, online, supersedes, token }) {
    folded.issuedAt ||= at
    for (const one of folded.certificates) {
      if (one.certNo === supersedes) one.void ||= 'superseded'
    }
    const first = folded.certificates.find((one) => !one.void)
    if (first) {
      const keep = first.certNo
      folded.duplicates.push({ id: _id, certNo, other: keep, otherCase: folded.id, keep })
    }
    const isOvertaken = isBehindAnother(folded, { site, supersedes })
    if (isOvertaken) folded.violations.push({ fact: _id, rule: 'R37', state: folded.state })
    const state = { printed: false, void: isOvertaken ? OVERTAKEN : '', lost: false, handedOver: false }
    folded.certificates.push({ id: _id, certNo, issuedOn, at, online, supersedes, token, ...state })
  },
  printing(folded, { of }) {
    for (const paper of [...folded.notices, ...folded.certificates, ...folded.proofs]) {
      if (paper.id === of) paper.printed = true
    }
  },
  /** A sheet that jammed: its number is used up; a certificate that stood on it stands no more. */
  spoiled(folded, { certNo, why }) {
    folded.spoiled.push({ certNo, why })
    for (const one of folded.certificates) {
      if (one.certNo === certNo && !one.handedOver) one.void ||= 'spoiled'
    }
  },
  delivery(folded, { method, address }) {
    Object.assign(folded, { delivery: method, address })
  },
  handover: handOver,
  mailing(folded, fact) {
    handOver(folded, fact)
    const { at, certNo, carrier, tracking } = fact
    folded.mailings.push({ at, certNo, carrier, tracking, state: 'sent' })
  },
  /** What the post brings back can be sent or handed over again; then its word counts no more. */
  tracking(folded, { certNo, state }) {
    const mailing = folded.mailings.filter((one) => one.certNo === certNo).at(-1)
    for (const one of certificatesOf(folded, certNo)) {
      if (!mailing || (mailing.state === 'returned' && one.handedOver)) continue
      mailing.state = state
      one.handedOver = state === 'delivered'
    }
  },
  rating(folded, { stars }) {
    folded.stars = stars
  },
  loss(folded, { certNo }) {
    for (const one of certificatesOf(folded, certNo)) one.lost = true
  },
  'void-request'(folded, { _id, certNo, why }) {
    folded.voidRequests.push({ id: _id, certNo, why })
  },
  void(folded, { certNo, why }) {
    for (const one of certificatesOf(folded, certNo)) {
      if (['', OVERTAKEN].includes(one.void)) one.void = why
    }
  },
  withdrawal: withdraw,
  duplicate(folded, { _id, certNo, other, otherCase, keep }) {
    folded.duplicates.push({ id: _id, certNo, other, otherCase, keep })
  },
  'both-stay': settle,
  'duplicate-over': settle,
  warning(folded, { _id, kind, at }) {
    folded.warnings.push({ id: _id, kind, at })
  },
  purge(folded) {
    Object.assign(folded, { uploads: [], address: '' })
  },
}
