/** The pairing code in the address that the township shows as a QR: `…/app/#enrol=1234-5678`. */
export function pairingCodeIn(hash: string): string {
  return /^#enrol=(\d{4}-?\d{4})$/.exec(hash)?.[1] ?? ''
}
