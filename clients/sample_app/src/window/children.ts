/** The children of a couple in one line of a screen. */
import type { Couple } from '../domain/people'
import { t } from '../i18n'

export function sayChildren({ children }: Pick<Couple, 'children'>): string {
  return children
    .map(({ name, sex, bornOn }) => t('glance.child', { name, sex: t(`glance.${sex}`), bornOn }))
    .join(t('common.listComma'))
}
