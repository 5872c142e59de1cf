/** How long a tablet is open in this page, and whom it tells of its end and of failures. */
import type { Ending } from '../domain/ending'

export interface Life {
  /** Ends all that was started. */
  signal: AbortSignal
  /** The district ends this device. */
  ended(ending: Ending): void
  /** Something failed that nobody waits for. */
  failed(error: unknown): void
}

/** The life may be over already: another tab can take over while this one is being opened. */
export function whenClosed(signal: AbortSignal, end: () => void): void {
  if (signal.aborted) end()
  else signal.addEventListener('abort', end)
}
