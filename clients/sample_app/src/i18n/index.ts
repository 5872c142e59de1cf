/** Words on the screens. Papers are always Chinese and do not come through here. */
import type { Whom } from '../domain/people'
import { afterwards } from './afterwards'
import { certificate } from './certificate'
import { common } from './common'
import { desk } from './desk'
import { help } from './help'
import { helpCertificate } from './helpCertificate'
import { helpDesk } from './helpDesk'
import { helpOffice } from './helpOffice'
import { helpTablet } from './helpTablet'
import { home } from './home'
import { intake } from './intake'
import { speaker } from './language'
import { lock } from './lock'
import { office } from './office'
import { proofs } from './proofs'
import { records } from './records'
import { start } from './start'
import { status } from './status'
import { sync } from './sync'
import { tablets } from './tablets'
import { todo } from './todo'
import { verify } from './verify'
import { verifying } from './verifying'
import { wish } from './wish'

export { type Language, language, say } from './language'

export const WORDS = {
  ...common,
  ...status,
  ...start,
  ...lock,
  ...home,
  ...help,
  ...helpOffice,
  ...helpCertificate,
  ...helpDesk,
  ...helpTablet,
  ...todo,
  ...intake,
  ...verify,
  ...office,
  ...verifying,
  ...proofs,
  ...certificate,
  ...desk,
  ...tablets,
  ...afterwards,
  ...sync,
  ...records,
  ...wish,
}
export type TextKey = keyof typeof WORDS
/** What there is help with. */
export type Helped = TextKey extends infer K ? (K extends `help.${infer Name}.step` ? Name : never) : never

/** The text of a key, its `{name}`s filled in. */
export const t = speaker(WORDS)

/** `丈夫`, `第 1 个子女`. */
export function sayWhom(whom: Whom): string {
  const [, child] = whom.split('child-')
  return child ? t('common.child', { n: child }) : t(`common.${whom as 'husband'}`)
}
