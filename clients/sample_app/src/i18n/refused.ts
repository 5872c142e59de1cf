/** Why the hub refused a record, by the rule it names first: its own sentence is Chinese. */

import { TOO_LARGE } from '../hub/batches'
import { language, t } from '.'

export const ENGLISH: Readonly<Record<string, string>> = {
  'unknown-type': 'The district does not know this type of record: update the app.',
  'hub-only': 'Only the district writes records of this type.',
  'write-once': 'A record is never changed or deleted; what corrects it is another record.',
  R19: 'Papers are not kept, copied or photographed: a record has no attachments.',
  shape: 'The record is incomplete or malformed.',
  identity: 'The id of the record does not fit what it says.',
  'other-site': 'The record is another site’s.',
  'unknown-device': 'This tablet is not enrolled: tell the township.',
  'ended-device': 'This tablet was ended; the record is kept aside, and offered again once it is admitted.',
  'unknown-clerk': 'The clerk is not on record.',
  role: 'The clerk’s role does not do this: the township does.',
  signature: 'The signature is not this tablet’s: the record may have been altered.',
  R02: 'A paper was asked for that is not in the guide.',
  'other-guide': 'The guide it names is not of this item.',
  'not-asked': 'It says something that the guide does not ask.',
  'id-number': 'An identity number is wrong.',
  sex: 'Digit 17 of an identity number does not fit the spouse: are they swapped?',
  'same-person': 'Husband and wife have the same identity number.',
  area: 'A place is in no province.',
  'born-later': 'A child is born after the record was written.',
  'older-than-parent': 'A child is born before a parent.',
  'same-child': 'A child stands twice.',
  'day-to-come': 'A date is later than the record itself.',
  case: 'The id of the case does not fit its application.',
  number: 'A number is wrong, or not this tablet’s.',
  'outside-block': 'The number is not of a block that this tablet was given.',
  'expired-credential': 'The day of issue is outside of what this tablet is admitted for: look at its date.',
  token: 'The QR of the certificate does not fit the certificate.',
  slip: 'The hand-over slip was not accepted.',
  'slip-couple': 'The cards are not those of the couple of the slip.',
  'slip-time': 'The case was carried on before the slip was printed: look at the tablet’s date.',
}

/** What the clerk can do about it; everything else is the township's to put right. */
const NEXT: Readonly<Record<string, 'update' | 'correct' | 'byTownship' | 'readmit'>> = {
  'unknown-type': 'update',
  shape: 'update',
  'hub-only': 'update',
  'other-guide': 'update',
  'not-asked': 'update',
  'id-number': 'correct',
  sex: 'correct',
  'same-person': 'correct',
  area: 'correct',
  'born-later': 'correct',
  'older-than-parent': 'correct',
  'same-child': 'correct',
  'day-to-come': 'correct',
  role: 'byTownship',
  'ended-device': 'readmit',
}

export function nextStep(reason: string): 'update' | 'correct' | 'byTownship' | 'readmit' | 'tell' {
  return NEXT[reason.split(' ')[0] ?? ''] ?? 'tell'
}

/** The hub's sentence without the name of its rule; a rule that this version does not know is given whole. */
export function sayRefusal(reason: string): string {
  if (reason === TOO_LARGE) return t('sync.tooLarge')
  const [rule = '', ...sentence] = reason.split(' ')
  const english = ENGLISH[rule]
  if (!english || !sentence.length) return reason
  return language.value === 'en' ? english : sentence.join(' ')
}
