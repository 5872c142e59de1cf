/** How large charts write: as the page does, which is larger on a projector. */
import { computed, onScopeDispose, ref } from 'vue'
import { language } from '../../i18n/language'
import type { Look } from './charts/option'

const SMALLER = 0.9

export function useLook() {
  const size = ref(measured())
  const measure = () => {
    size.value = measured()
  }
  addEventListener('resize', measure)
  onScopeDispose(() => removeEventListener('resize', measure))
  return computed<Look>(() => ({ language: language.value, size: size.value }))
}

function measured(): number {
  return Math.round(Number.parseFloat(getComputedStyle(document.documentElement).fontSize) * SMALLER)
}
