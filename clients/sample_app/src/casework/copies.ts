/** What the office keeps of a case besides records: copies that the guide wants kept, and where to send a letter. */
import { canonical } from '../domain/canonical'
import { copiedKeys } from '../domain/rules'
import { type Desk, NoLongerPossible } from './desk'

/** Where the certificate is to be sent. */
export interface Home {
  recipient: string
  phone: string
  address: string
}

export function copies(desk: Desk) {
  const { papers } = desk.parts

  return {
    /** Throws `NoRoom` or `NoSealingKey` where no photograph could be kept: asked before one is taken. */
    checkRoom(): Promise<void> {
      return papers.check()
    },

    /**
     * Keep the photograph (JPEG) of a paper of the guide, sealed; one that is taken again takes the place of the
     * first. Of a paper that is not to be kept there is none (R19). The answer is the paper's name.
     */
    async keepCopy(caseId: string, key: string, picture: Uint8Array<ArrayBuffer>): Promise<string> {
      const { guide } = desk.standing(caseId)
      if (!copiedKeys(desk.guideOf({ guide })).has(key))
        throw new NoLongerPossible(`${key} is not to be kept`)
      const paper = await papers.keep(caseId, key, 'image/jpeg', picture)
      await desk.write('copies', caseId, { guide, kept: [{ key, paper }] })
      return paper
    },

    /** Keep an address, sealed: the answer is its name, for `chooseDelivery`. */
    keepAddress(caseId: string, home: Home): Promise<string> {
      return papers.keep(caseId, 'address', 'application/json', canonical(home))
    },
  }
}
