/** The district's signed word that a tablet has ended: nobody else can stop one, or have it wiped. */
import { canonical } from './canonical'
import { fromBase64url } from './envelope'

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

/** Whether it is about this device and signed with this key of the district (a P-256 point, base64url). */
export async function endingIsGood(ending: Ending, device: string, publicKey: string): Promise<boolean> {
  if (ending.type !== 'ending' || ending.device !== device) return false
  const curve = { name: 'ECDSA', namedCurve: 'P-256' }
  const key = await crypto.subtle.importKey('raw', fromBase64url(publicKey), curve, false, ['verify'])
  const message = canonical(ending, { without: 'sig' })
  return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, fromBase64url(ending.sig), message)
}
