/** Where letters go: kept through the seal until the letter has arrived, for whoever writes the envelope. */
import type { Home } from '../casework/copies'
import type { Case } from '../domain/case'
import type { Notes } from './notes'

const PREFIX = 'envelope:'
const OVER = ['withdrawn', 'refused', 'abandoned']

interface Kept {
  paper: string // the sealed one that the case names
  home: Home
}

export class Homes {
  /** `notes` are those through the seal. */
  constructor(private readonly notes: Notes) {}

  async keep(caseId: string, paper: string, home: Home): Promise<void> {
    await this.notes.set(PREFIX + caseId, { paper, home } satisfies Kept)
  }

  /** Undefined where it was taken down on another tablet or online. */
  async of({ id, address }: Pick<Case, 'id' | 'address'>): Promise<Home | undefined> {
    const kept = await this.notes.get<Kept>(PREFIX + id)
    return kept?.paper === address ? kept.home : undefined
  }

  /** What is needed for no letter any more; `wished` are the wishes of which it still is. */
  async tidy(cases: ReadonlyMap<string, Case>, wished: ReadonlySet<string>): Promise<void> {
    for (const key of await this.notes.keys()) {
      if (!key.startsWith(PREFIX)) continue
      const id = key.slice(PREFIX.length)
      const found = cases.get(id)
      if (!wished.has(id) && !(found && isToBeMailed(found))) await this.notes.delete(key)
    }
  }
}

/** A letter is still to be addressed, or may come back: the certificate in force is not in their hands. */
export function isToBeMailed({ delivery, address, state, mailings, certificates }: Case): boolean {
  const inForce = certificates.findLast((one) => !one.void)
  const letter = mailings.findLast(({ certNo }) => certNo === inForce?.certNo)
  const isThere = inForce?.handedOver === true && letter?.state !== 'sent'
  return delivery === 'mail' && address !== '' && !OVER.includes(state) && !isThere
}
