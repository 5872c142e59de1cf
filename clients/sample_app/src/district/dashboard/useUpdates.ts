/** Keeps the page as the hub is: told over a socket when something has moved, else asked each minute. */
import { onScopeDispose, watch } from 'vue'
import { connectToHub, Live } from '../live'
import { signedIn } from '../session'
import { askAllAgain, isBusy } from './fresh'
import { area, level, period } from './scope'

const SOMETHING_MOVED = `subscription($period: DateRange!, $level: AreaLevel!, $areaCode: String) {
  kpiUpdates(period: $period, level: $level, areaCode: $areaCode, names: [VISITS_PER_CASE]) { asOf } }`
const LEAST_MS = 2_000 // between two refreshes, however much happens
const WITHOUT_SOCKET_MS = 60_000

export function useUpdates() {
  const live = new Live({ connect: connectToHub, token: () => signedIn.value?.token ?? '' })
  let timer: ReturnType<typeof setTimeout> | undefined
  let isDue = false // while nobody looks nothing is asked

  function refresh() {
    timer = undefined
    if (document.hidden || isBusy.value) later()
    else void askAllAgain()
  }

  function later() {
    isDue = document.hidden
    if (!isDue) timer ??= setTimeout(refresh, LEAST_MS)
  }

  function cameBack() {
    if (isDue) later()
  }

  let end = () => {}
  watch(
    () => JSON.stringify([period.value, level.value, area.value]),
    () => {
      const endFormer = end // after the next has begun: the socket stays
      let isFirst = true // how it stands now, which was asked anyway
      const variables = { period: period.value, level: level.value, areaCode: area.value }
      end = live.subscribe(SOMETHING_MOVED, variables, () => {
        if (!isFirst) later()
        isFirst = false
      })
      endFormer()
    },
    { immediate: true },
  )
  let wasLost = false
  watch(live.isOpen, (isOpen) => {
    if (isOpen && wasLost) later() // what happened while there was none
    wasLost = !isOpen
  })
  watch(
    () => signedIn.value?.token,
    () => live.startAnew(),
  )
  const everyMinute = setInterval(() => {
    if (!live.isOpen.value) later()
  }, WITHOUT_SOCKET_MS)
  document.addEventListener('visibilitychange', cameBack)

  onScopeDispose(() => {
    end()
    clearTimeout(timer)
    clearInterval(everyMinute)
    document.removeEventListener('visibilitychange', cameBack)
  })
  return { isLive: live.isOpen }
}
