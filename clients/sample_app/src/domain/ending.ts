/** The district's signed word that a tablet has ended: nobody else can stop one, or have it wiped. */
import { type DistrictKeys, isTheDistricts } from './districtKeys'

export interface Ending {
  type: 'ending'
  v: 1
  device: string
  why: 'lost' | 'stolen' | 'retired' | 'suspended'
  wipe: boolean // delete what the tablet holds
  answers: string // the signature with which the tablet asked
  at: string
  kid: string // names the key of the district
  sig: string
}

/** Whether it is about this device, the district's word, and said now: to who asked with the signature `asked`. */
export async function endingIsGood(
  ending: Ending,
  device: string,
  asked: string,
  keys: DistrictKeys,
): Promise<boolean> {
  const isToUs = ending.type === 'ending' && ending.device === device && ending.answers === asked
  return isToUs && isTheDistricts(ending, keys)
}
