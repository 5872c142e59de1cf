/** First passwords to be handed out. */
import { rowsOf } from '../../csv'

export interface Slip {
  username: string
  name: string
  password: string
}

/** Of the hub's CSV: its columns are the user name, the name and the password. */
export function slipsOf(csv: string): Slip[] {
  return rowsOf(csv)
    .slice(1)
    .map(([username = '', name = '', password = '']) => ({ username, name, password }))
}
