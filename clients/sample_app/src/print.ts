/**
 * Print the paper on the screen. Where the browser does not wait for its print dialog (Android), this resolves
 * at once: the paper must stay on the screen until the clerk says that it is out.
 */
import { nextTick } from 'vue'

export async function printPaper(): Promise<void> {
  await nextTick()
  await document.fonts.ready
  window.print()
}
