/** Print what is on the screen as a paper; resolves when the dialog is closed. */
import { nextTick } from 'vue'

export async function printPaper(): Promise<void> {
  await nextTick()
  await document.fonts.ready
  window.print()
}
