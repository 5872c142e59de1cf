/** Of two certificates that a couple has: the later of them, in its own case, until people have said which stays. */
import type { Case } from './case'
import { OVERTAKEN } from './caseEffects'

/** What became of one in another case the hub tells by an order. */
export function openDuplicates(found: Case): Case['duplicates'] {
  const fallen = found.certificates.filter((one) => one.void).map(({ certNo }) => certNo)
  const inForce = found.certificates
    .filter((one) => ['', OVERTAKEN].includes(one.void))
    .map(({ certNo }) => certNo)
  return found.duplicates.filter(
    ({ certNo, keep }) => certNo !== keep && inForce.includes(certNo) && !fallen.includes(keep),
  )
}
