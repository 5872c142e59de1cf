/** How a table is called on somebody's disk: what, where and when. */
import { language } from '../../i18n/language'
import { today } from '../hubClock'
import { nameOf } from './figures'
import { here } from './here'
import { period } from './scope'

const NOT_IN_NAMES = /[\\/:*?"<>|\s]+/g

/** `考核排名_江津区_2026-11-01至2026-11-29`. */
export function fileName(title: string): string {
  const { from, to } = period.value
  return named(title, language.value === 'zh' ? `${from}至${to}` : `${from}–${to}`)
}

/** Of what is told as of now, whatever the period. */
export function fileNameNow(title: string): string {
  return named(title, today.value)
}

function named(title: string, days: string): string {
  const area = here.value ? nameOf(here.value, language.value) : ''
  return [title, area, days].join('_').replace(NOT_IN_NAMES, '-')
}
