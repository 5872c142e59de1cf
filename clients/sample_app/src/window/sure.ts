/** A question before something that cannot be undone. */
import { showConfirmDialog } from 'vant/es/dialog'

export function isSure(title: string, message: string, yes: string, no: string): Promise<boolean> {
  return showConfirmDialog({ title, message, confirmButtonText: yes, cancelButtonText: no }).then(
    () => true,
    () => false,
  )
}
