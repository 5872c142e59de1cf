/** How many working days are left of a promise, in words. */
import { t } from '../i18n'
import type { DeskWork } from './deskWork'

export function sayLeft({ left }: Pick<DeskWork, 'left'>): string {
  if (left === undefined) return t('desk.laterDue')
  if (left < 0) return t('desk.late', { n: -left })
  return left ? t('desk.left', { n: left }) : t('desk.lastDay')
}
