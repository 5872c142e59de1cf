/** What the clerk does at the window: each step is one fact, refused when the case is not ready for it. */
import type { Cases } from './cases'
import type { Declines } from './declines'
import type { Device } from './device'
import { fromBase64url } from './domain/envelope'
import { caseNumber, certificateNumber } from './domain/numbers'
import { declaredFacts, declaredMembers, keysToTick, pledgeWanted, requirements } from './domain/rules'
import { writeToken } from './domain/token'
import type {
  Case,
  CaseState,
  Couple,
  FactBodies,
  FactOf,
  Guide,
  MissingEntry,
  PaperKind,
  Spouse,
  Strokes,
} from './domain/types'
import type { FactWriter } from './facts'

const SERIAL_AND_CHECK = 4 // characters at the end of a case number

/** The case has moved on, here or on another tablet: the screen is behind. */
export class NoLongerPossible extends Error {}

/** All numbers of this device's blocks are used. */
export class NoNumberLeft extends Error {}

export class Casework {
  constructor(
    private readonly facts: FactWriter,
    private readonly cases: Cases,
    private readonly guides: ReadonlyMap<string, Guide>,
    private readonly device: Pick<Device, 'device' | 'credential' | 'privateKey'>,
    private readonly declines: Declines,
  ) {}

  /** The case as it stands; throws `NoLongerPossible` when it is not in one of the states. */
  standing(caseId: string, ...states: CaseState[]): Case {
    const found = this.cases.all.get(caseId)
    if (!found || !states.includes(found.state)) {
      throw new NoLongerPossible(`${caseId}: ${found?.state ?? 'unknown'}`)
    }
    return found
  }

  guideOf(found: { guide: string }): Guide {
    const guide = this.guides.get(found.guide)
    if (!guide) throw new NoLongerPossible(`${found.guide} is not on this tablet`)
    return guide
  }

  /** Open a case of a couple who are at the window; the answer is its id. */
  async open(guide: Guide, couple: Couple): Promise<string> {
    const application = await this.facts.write('application', null, {
      item: guide.item,
      guide: guide._id,
      channel: 'window',
      ...declaredMembers(couple),
    })
    await this.facts.write('visit', application.case, { purpose: 'apply' })
    return application.case
  }

  /** They have come again. */
  async comeBack(caseId: string): Promise<void> {
    await this.facts.write('visit', caseId, () => {
      const { state, visits } = this.standing(caseId, 'draft', 'notified', 'accepted', 'issued')
      if (!visits.length) return { purpose: 'apply' } // the tablet was cut off while the case was opened
      return { purpose: state === 'draft' || state === 'notified' ? 'supplement' : 'collect' }
    })
  }

  /** What they have shown; `shown` and `copyOnly` hold keys of the guide. */
  async show(caseId: string, shown: string[], copyOnly: string[]): Promise<void> {
    await this.facts.write('materials', caseId, () => {
      const { guide } = this.standing(caseId, 'draft', 'notified')
      return { guide, shown, copyOnly }
    })
  }

  /** Tell them once of everything that is missing. */
  notify(caseId: string): Promise<FactOf<'notice'>> {
    return this.facts.write('notice', caseId, () => {
      const found = this.standing(caseId, 'draft', 'notified')
      const { guide, notices, shown } = found
      return { n: notices.length + 1, guide, missing: this.missingEntries(found), shown, change: '' }
    })
  }

  /** What a notice says of each missing paper. */
  missingEntries(found: Case): MissingEntry[] {
    const copies = this.#lastShown(found.id)?.copyOnly ?? []
    return found.missing.map(({ key, alternatives }) => {
      const hasCopy = keysToTick(key, alternatives).some((part) => copies.includes(part))
      return { key, reason: hasCopy ? 'copy-only' : 'not-brought' }
    })
  }

  accept(caseId: string): Promise<FactOf<'acceptance'>> {
    return this.facts.write('acceptance', caseId, (today) => {
      const { item } = this.standing(caseId, 'draft')
      const numbered = (serial: number) => caseNumber(item, this.device.device, today, serial)
      const ofToday = numbered(1).slice(0, -SERIAL_AND_CHECK)
      const before = this.cases.ownAcceptances().filter(({ caseNo }) => caseNo.startsWith(ofToday))
      return { caseNo: numbered(before.length + 1), workingDays: 0, dueOn: today }
    })
  }

  /** The spouses who are asked for a pledge and have neither signed nor declined it. */
  pledgesOpen(found: Case): Spouse[] {
    const signed = found.pledges.map(({ spouse }) => spouse)
    return pledgeWanted(this.guideOf(found), declaredFacts(found)).filter(
      (spouse) => !signed.includes(spouse) && !this.declines.has(found.id, spouse),
    )
  }

  pledge(caseId: string, pledge: Omit<FactBodies['pledge'], 'text'>): Promise<FactOf<'pledge'>> {
    return this.facts.write('pledge', caseId, () => {
      const { text } = this.guideOf(this.standing(caseId, 'draft', 'notified', 'accepted', 'issued')).pledge
      return { ...pledge, text }
    })
  }

  /** Not a fact: this tablet asks no more. */
  declinePledge(caseId: string, spouse: Spouse): Promise<void> {
    return this.declines.add(caseId, spouse)
  }

  /** Take the next number and sign: one fact. The network is not asked. */
  issue(caseId: string): Promise<FactOf<'certificate'>> {
    return this.facts.write('certificate', caseId, async (today) => {
      const { item, husband, wife, children } = this.standing(caseId, 'accepted')
      const next = this.cases.nextNumber(item)
      if (!next) throw new NoNumberLeft('the blocks of this device are used up')
      const certNo = certificateNumber(item, this.device.device, today, next.serial)
      const couple = { husband, wife, children }
      const certificate = { item, certNo, block: next.block, issuedOn: today, ...couple, supersedes: '' }
      const credential = fromBase64url(this.device.credential)
      return { ...certificate, token: await writeToken(certificate, credential, this.device.privateKey) }
    })
  }

  /** A paper came out of the printer. */
  async printed(caseId: string, paper: PaperKind, of: string): Promise<void> {
    await this.facts.write('printing', caseId, { paper, of })
  }

  handOver(caseId: string, strokes: Strokes): Promise<FactOf<'handover'>> {
    return this.facts.write('handover', caseId, () => {
      const [certificate] = this.standing(caseId, 'issued').certificates
      if (!certificate) throw new NoLongerPossible('nothing was issued')
      return { certNo: certificate.certNo, method: 'on-the-spot', papersReturned: true, strokes }
    })
  }

  /** What they said was wrong: this case ends, another is opened with what is right. */
  async withdraw(caseId: string): Promise<void> {
    await this.facts.write('withdrawal', caseId, () => {
      this.standing(caseId, 'draft', 'notified', 'accepted')
      return {}
    })
  }

  /** Everything the guide asks of this couple, shown or not. */
  asked(found: Case) {
    return requirements(this.guideOf(found), declaredFacts(found))
  }

  /** The latest ticks of the checklist. */
  #lastShown(caseId: string): FactOf<'materials'> | undefined {
    return this.cases
      .factsOf(caseId)
      .filter((fact) => fact.type === 'materials')
      .sort((left, right) => (left.at < right.at ? 1 : -1))[0]
  }
}
