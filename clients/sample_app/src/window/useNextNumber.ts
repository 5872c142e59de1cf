/** The number of the sheet that is about to be issued, as its preview shows it. */
import { type ComputedRef, computed, type Ref } from 'vue'
import { certificateNumber } from '../domain/numbers'
import { useTablet } from '../tablet'

/**
 * Empty when none is left. Once signing has begun the number counts as used, a while before the sheet is there:
 * meanwhile it stays what it was.
 */
export function useNextNumber(item: () => string, isSigning: Readonly<Ref<boolean>>): ComputedRef<string> {
  const { cases, device, today } = useTablet()
  return computed((before = '') => {
    if (isSigning.value) return before
    const next = cases.numbers.next(item())
    return next ? certificateNumber(item(), device.device, today.date, next.serial) : ''
  })
}
