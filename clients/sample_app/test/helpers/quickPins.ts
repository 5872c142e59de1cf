/** PINs are stretched once instead of a hundred thousand times: what else is made of them stays as it is. */
import { vi } from 'vitest'

const derive = crypto.subtle.deriveBits.bind(crypto.subtle)

export function stretchQuickly(): void {
  vi.spyOn(crypto.subtle, 'deriveBits').mockImplementation((algorithm, key, length) =>
    derive({ ...(algorithm as Pbkdf2Params), iterations: 1 }, key, length as number),
  )
}
