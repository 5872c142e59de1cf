/**
 * Print the paper on the screen. Where the browser does not wait for its print dialog (Android), this resolves
 * at once: the paper must stay on the screen until the clerk says that it is out.
 */
import { nextTick } from 'vue'

const unfinished = new Set<Promise<unknown>>()

/** Nothing is printed before this is done. */
export function finishBeforePrinting(work: Promise<unknown>): void {
  unfinished.add(work)
  void work.finally(() => unfinished.delete(work)).catch(() => {}) // who makes it, tells of it
}

export async function printPaper(): Promise<void> {
  await nextTick()
  await Promise.allSettled(unfinished)
  await nextTick()
  await document.fonts.ready
  window.print()
}
