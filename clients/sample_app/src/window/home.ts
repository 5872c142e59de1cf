/** Where a letter is to be sent, as it is typed. */
import type { Home } from '../casework/copies'

/** Undefined as long as something is missing that an envelope needs. */
export function readHome({ recipient, phone, address }: Home): Home | undefined {
  const home = { recipient: recipient.trim(), phone: phone.trim(), address: address.trim() }
  const isWhole = home.recipient !== '' && /^\+?[0-9 -]{6,20}$/.test(home.phone) && home.address !== ''
  return isWhole ? home : undefined
}
