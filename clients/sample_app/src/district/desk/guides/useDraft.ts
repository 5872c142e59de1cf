/** The draft of a guide, kept in this browser until it is published. */
import { type Ref, ref, watch } from 'vue'
import type { Guide } from '../../../domain/guides'

const placeOf = (item: string) => `guide-draft:${item}`

export function hasDraft(item: string): boolean {
  return localStorage.getItem(placeOf(item)) !== null
}

export function discard(item: string): void {
  localStorage.removeItem(placeOf(item))
}

/** The one that is kept; `begin` where there is none. */
export function useDraft(item: string, begin: Guide): Ref<Guide> {
  const kept = localStorage.getItem(placeOf(item))
  const draft = ref(kept ? (JSON.parse(kept) as Guide) : begin) as Ref<Guide>
  watch(draft, (guide) => localStorage.setItem(placeOf(item), JSON.stringify(guide)), { immediate: true })
  return draft
}
