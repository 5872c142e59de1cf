/** What waits for the township: to decide, issue, hand over or mail, confirm, make void, say which of two stays. */
import { inForce } from '../casework/certificates'
import type { Case, IssuedCertificate } from '../domain/case'
import { openDuplicates } from '../domain/duplicates'
import { toReplace } from './afterIssue'
import { disputed } from './disputes'

/** Each is the name of the screen that it is done on. */
export const DESK_KINDS = ['decide', 'issue', 'delivery', 'confirm', 'void', 'duplicate'] as const

export type DeskKind = (typeof DESK_KINDS)[number]

export interface DeskWork {
  key: string
  kind: DeskKind
  caseId: string
  about: string // what it is about, as its screen wants it: a pledge, a number, the hub's word on two
  name: string
  number: string // of the certificate; empty where there is none yet
  site: string
  isMailed: boolean // what is to be handed over or mailed
  dueOn: string // empty where no day is promised
  left: number | undefined // working days until then, fewer than none when it is late
}

/** In the order of the kinds, of each what is due first. */
export function deskWorkOf(cases: Iterable<Case>, daysLeft: (day: string) => number | undefined): DeskWork[] {
  const place = ({ kind, dueOn, key }: DeskWork) => `${DESK_KINDS.indexOf(kind)} ${dueOn || '9'} ${key}`
  return [...cases]
    .flatMap((found) => workOfCase(found, daysLeft))
    .sort((one, other) => (place(one) < place(other) ? -1 : 1))
}

/** Whether the township has still something to do in a case. */
export function hasDeskWork(found: Case): boolean {
  return workOfCase(found, () => undefined).length > 0
}

function workOfCase(found: Case, daysLeft: (day: string) => number | undefined): DeskWork[] {
  const { id, site, husband, wife, dueOn } = found
  const work = (kind: DeskKind, more: Partial<DeskWork> = {}): DeskWork => {
    const name = `${husband.name} / ${wife.name}`
    const empty = { about: '', number: '', isMailed: false, dueOn: '', left: undefined }
    const one = { kind, caseId: id, name, site, ...empty, ...more }
    return { key: `${id} ${kind} ${one.about}`, ...one }
  }
  const promised = { dueOn, left: dueOn ? daysLeft(dueOn) : undefined }
  return [
    ...(found.state === 'in-review' ? [work('decide', promised)] : []),
    ...(found.state === 'granted' ? [work('issue', promised)] : []),
    ...unfinished(found).map(({ certNo: number, printed }) =>
      work(printed ? 'delivery' : 'issue', { number, isMailed: found.delivery === 'mail' }),
    ),
    ...disputed(found).map(({ id: about, spouse }) => work('confirm', { about, name: found[spouse].name })),
    ...askedToVoid(found).map((number) => work('void', { about: number, number })),
    ...openDuplicates(found).map(({ id: about, certNo: number }) => work('duplicate', { about, number })),
  ]
}

/** Of what the township granted and issued: one that is not printed yet, or whose sheet still lies there. */
function unfinished(found: Case): IssuedCertificate[] {
  const certificate = inForce(found)
  const isItsOwn = found.decision?.granted && certificate && !toReplace(found)
  return isItsOwn && !certificate.handedOver ? [certificate] : []
}

/** The numbers of certificates in force that somebody wants void, each once. */
function askedToVoid({ voidRequests, certificates }: Case): string[] {
  const inForce = certificates.filter((one) => !one.void).map(({ certNo }) => certNo)
  return [...new Set(voidRequests.map(({ certNo }) => certNo))].filter((certNo) => inForce.includes(certNo))
}
