/** What a fact that counts does to its case. */

import { type Case, type Declaration, declarationOf } from './case'
import { author } from './caseGuards'
import type { Fact, FactOf, FactType } from './facts'
import { same } from './logic'
import type { Order, OrderOf, OrderType, Upload } from './orders'
import { shanghaiDate } from './shanghai'

type Named<T extends FactType | OrderType> =
  | (T extends FactType ? FactOf<T> : never)
  | (T extends OrderType ? OrderOf<T> : never)
type Effects = { [T in FactType | OrderType]?: (folded: Case, fact: Named<T>) => void }

function upload(folded: Case, { uploads }: { uploads: Upload[] }): void {
  for (const one of uploads) {
    if (!folded.uploads.some((before) => same(before, one))) folded.uploads.push(one)
  }
}

/**
 * The newest declaration stands, unless another one replaced the same and says otherwise. Then the facts before
 * both stand, until a person has seen both and declares anew: what two tablets did not know of each other is never
 * used against the couple.
 */
function declare(folded: Case, fact: FactOf<'declaration'>): void {
  const { declarations } = folded
  declarations.push(declarationOf(fact, fact.replaces))
  const replaced = declarations.flatMap(({ replaces }) => replaces)
  const heads = declarations.filter(({ id }) => !replaced.includes(id))
  const newest = heads.at(-1)
  const differ = heads.some(({ declared }) => !same(declared, newest?.declared))
  folded.conflict = differ ? heads.map(({ id }) => id) : []
  const before = ({ id, replaces }: Declaration) =>
    !replaces.length || heads.every((head) => head.replaces.includes(id))
  const standing = differ ? declarations.filter(before).at(-1) : newest
  Object.assign(folded, standing?.declared)
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
  visit(folded, { at, site, device, clerk, online, purpose }) {
    folded.visits.push({ n: folded.visits.length + 1, at, site, device, clerk, online, purpose })
  },
  declaration: declare,
  materials(folded, { shown }) {
    folded.shown = [...new Set([...folded.shown, ...shown])].sort()
  },
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
  /** What takes another's place ends it. Two in force are two sheets: people decide which stays. */
  certificate(folded, { _id, certNo, issuedOn, at, online, supersedes, token }) {
    folded.issuedAt ||= at
    for (const one of folded.certificates) {
      if (one.certNo === supersedes) one.void ||= 'superseded'
    }
    const first = folded.certificates.find((one) => !one.void)?.certNo
    if (first) folded.duplicates.push({ id: _id, certNo, other: first, otherCase: folded.id, keep: first })
    const state = { printed: false, void: '', lost: false, handedOver: false }
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
    for (const one of certificatesOf(folded, certNo)) one.void ||= why
  },
  withdrawal: withdraw,
  duplicate(folded, { _id, certNo, other, otherCase, keep }) {
    folded.duplicates.push({ id: _id, certNo, other, otherCase, keep })
  },
  warning(folded, { _id, kind, at }) {
    folded.warnings.push({ id: _id, kind, at })
  },
  purge(folded) {
    Object.assign(folded, { uploads: [], address: '' })
  },
}
