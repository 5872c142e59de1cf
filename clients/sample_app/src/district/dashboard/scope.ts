/** What the dashboard shows: of which days, area, item and channel. All of it stands in the address, the days as
 * days: whoever is sent it sees the same figures. Only while the page is open does what is under way go on. */
import { computed, ref, watch } from 'vue'
import { putInPlace, useAddress } from '../address'
import { today } from '../hubClock'
import { signedIn } from '../session'
import { CHOICES, isSame, type Period, periodBefore, periodOf, seriesOf } from './period'

const START = {
  period: 'month', // tells with which days they are compared, too
  from: '',
  to: '',
  area: '',
  item: '',
  channel: '',
  figure: '', // the one that is looked at, else all of them
  part: '', // of its cases
  list: 'overdue',
  compare: 'ONE_TIME_NOTICE_COMPLETENESS', // the figure by which areas stand side by side
  view: '', // `bulletin` is what is printed
}

export type Level = 'DISTRICT' | 'TOWNSHIP' | 'SITE'

const LEVELS: Record<number, Level> = { 6: 'DISTRICT', 9: 'TOWNSHIP', 12: 'SITE' }
const BELOW = { DISTRICT: 'TOWNSHIP', TOWNSHIP: 'SITE', SITE: null } as const

export const filters = useAddress(START)

/** Whether an area was asked for that is not in one's own: the address says so no more. */
export const strayed = ref(false)

export const ownArea = computed(() => signedIn.value?.person.area ?? '')

/** Whoever asks for another's area, or for none that there can be, sees their own. */
export const area = computed(() => (isOwn(filters.area) ? filters.area : ownArea.value))

watch(
  () => filters.period,
  (choice) => {
    if (!CHOICES.some((one) => one === choice)) putRight({ period: START.period })
  },
  { immediate: true, flush: 'sync' },
)

watch(
  [() => filters.area, ownArea],
  ([code, own]) => {
    if (!code || !own) return
    strayed.value = !isOwn(code)
    if (strayed.value) putRight({ area: START.area })
  },
  { immediate: true },
)

export const level = computed<Level>(() => levelOf(area.value))
export const levelBelow = computed(() => BELOW[level.value])

export const period = computed<Period>(() => daysOf(filters.from ? 'custom' : filters.period, today.value))
/** What of all that can be chosen these days are now. */
export const choice = computed(() =>
  isSame(period.value, daysOf(filters.period, today.value)) ? filters.period : 'custom',
)
export const before = computed<Period>(() => periodBefore(filters.period, period.value))
export const series = computed<Period>(() => seriesOf(period.value))

/** Whether a figure has anything to say of the period: what is of this moment has it of a period with today in it. */
export function isTold({ isNow }: { isNow: boolean }): boolean {
  return !isNow || (period.value.from <= today.value && today.value <= period.value.to)
}

watch(
  today,
  (now, was) => {
    if (filters.from && !isSame(period.value, daysOf(filters.period, was ?? now))) return
    putRight(daysOf(filters.period, now))
  },
  { immediate: true, flush: 'sync' },
)

/** The variables that all questions about figures have in common. */
export function asked() {
  return {
    areaCode: area.value,
    items: filters.item ? [filters.item] : null,
    channel: filters.channel || null,
  }
}

function isOwn(code: string): boolean {
  return code.startsWith(ownArea.value) && code.length in LEVELS
}

function daysOf(choice: string, now: string): Period {
  return periodOf(choice, filters.from, filters.to, now)
}

function putRight(news: Partial<typeof START>): void {
  Object.assign(filters, news)
  putInPlace(filters, START)
}

export function levelOf(code: string): Level {
  return LEVELS[code.length] ?? 'DISTRICT'
}

/** Days of one's own begin with those that were shown. */
export function choose(choice: string): void {
  Object.assign(filters, { period: choice, ...daysOf(choice, today.value) })
}

/** Goes to an area, or back up to one, with everything else as it is. */
export function goTo(code: string): void {
  strayed.value = false
  filters.area = code === ownArea.value ? '' : code
}

/** Looks at one figure, or at all of them again. */
export function lookAt(figure: string, part = ''): void {
  filters.figure = figure
  filters.part = part
}
