/** The district's signed word that a tablet has ended: nobody else can stop one, or have it wiped. */
import { type DistrictKeys, isSigned } from './districtKeys'

export interface Ending {
  type: 'ending'
  v: 1
  device: string
  why: 'lost' | 'stolen' | 'retired' | 'suspended'
  wipe: boolean // delete what the tablet holds
  at: string
  kid: string // names the key of the district
  sig: string
}

/**
 * Whether it is about this device and the district's word: of whatever key, for a tablet that ended long ago is told
 * so with the key of today.
 */
export async function endingIsGood(ending: Ending, device: string, keys: DistrictKeys): Promise<boolean> {
  return ending.type === 'ending' && ending.device === device && isSigned(ending, keys)
}
