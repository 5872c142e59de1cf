/** Somebody who works here, and the posts there are. */
import type { Place } from '../useSites'

export const POSTS = {
  CLERK: { zh: '经办人', en: 'Clerk' },
  TOWNSHIP: { zh: '镇街', en: 'Township' },
  REPORTER: { zh: '统计员', en: 'Reporter' },
  AUDITOR: { zh: '审计员', en: 'Auditor' },
  ADMINISTRATOR: { zh: '区县管理员', en: 'Administrator' },
  PORTAL: { zh: '渝快办', en: 'Portal' },
  RELAY: { zh: '村级主机', en: 'Village hub' },
}
export type Post = keyof typeof POSTS

export interface Person {
  name: string
  displayName: string
  role: Post
  area: Place
  isSuspended: boolean
  suspendedReason: string
  mustChangePassword: boolean
}

export const PERSON =
  'name displayName role area { code name nameEn } isSuspended suspendedReason mustChangePassword'

export type AreaLevel = 'district' | 'township' | 'site'

/** Where somebody of a post can work. */
export const LEVELS: Record<Post, readonly AreaLevel[]> = {
  CLERK: ['site'],
  TOWNSHIP: ['township'],
  REPORTER: ['district', 'township'],
  AUDITOR: ['district', 'township'],
  ADMINISTRATOR: ['district'],
  PORTAL: ['district'],
  RELAY: ['site', 'township'],
}
