/** How a marriage is called, by the codes of pledges and of the population system. */
import { type TextKey, t, WORDS } from '../i18n'

const KEYS = (Object.keys(WORDS) as TextKey[]).filter((key) => key.startsWith('marital.'))

/** By its code or as a paper writes it. The population system may have more than we know; that is shown as it is. */
export function sayMarital(said: string): string {
  const key = KEYS.find((one) => one === `marital.${said}` || WORDS[one].zh === said)
  return key ? t(key) : said
}

/** The same on papers, which are Chinese. */
export function writtenMarital(code: string): string {
  const key = `marital.${code}`
  return key in WORDS ? WORDS[key as TextKey].zh : code
}
