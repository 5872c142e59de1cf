/** How a marriage is called, by the codes of pledges and of the population system. */
import { type TextKey, t, WORDS } from '../i18n'

/** The population system may have more than we know; that is shown as it is. */
export function sayMarital(code: string): string {
  const key = `marital.${code}`
  return key in WORDS ? t(key as TextKey) : code
}

/** The same on papers, which are Chinese. */
export function writtenMarital(code: string): string {
  const key = `marital.${code}`
  return key in WORDS ? WORDS[key as TextKey].zh : code
}
