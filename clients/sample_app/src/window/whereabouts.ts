/** Where the sheet of a certificate lies until the couple have it: at the office that issued it. */
import { inForce } from '../casework/certificates'
import { type Case, siteOf } from '../domain/case'

/** The code of that office; empty where nothing is in force, or where the sheet is on its way or with the couple. */
export function sheetAt(found: Case): string {
  const certificate = inForce(found)
  return certificate && !certificate.handedOver ? siteOf(certificate.id) : ''
}

/** Another office than the one that goes on with the case has it: a township, where it decides. */
export function liesElsewhere(found: Case): boolean {
  const at = sheetAt(found)
  return at !== '' && at !== (found.fence ? found.heldBy : found.handledBy)
}
