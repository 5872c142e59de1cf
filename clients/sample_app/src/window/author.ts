/** Who wrote something, as people know them. */
import { say, t } from '../i18n'
import type { Tablet } from '../tablet'

type Written = Readonly<{ clerk: string; site: string }>

/** The name of whoever works with this tablet; of anybody else the office, which knows who it was. */
export function sayAuthor(
  { clerk, site }: Written,
  { nameOf, siteName }: Pick<Tablet, 'nameOf' | 'siteName'>,
) {
  const name = nameOf(clerk)
  return name === clerk ? t('common.clerkOf', { site: say(siteName(site)), user: clerk }) : name
}
