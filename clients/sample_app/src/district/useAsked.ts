/** What the hub answers to a query, asked again whenever its variables change, or somebody signs in anew. */
import { type Ref, ref, shallowRef, watch } from 'vue'
import { ask, signIns } from './session'

export interface Asked<T> {
  data: Ref<T | undefined> // the last answer: it stays while the next is fetched, and when that fails
  error: Ref<unknown>
  isBusy: Ref<boolean>
  again(): Promise<void>
}

export function useAsked<T>(query: string, variables: () => object = () => ({})): Asked<T> {
  return useAnswer(() => ask<T>(query, variables()), variables)
}

/** The same of what takes more than one question; `of` tells what it depends on. */
export function useAnswer<T>(fetchAll: () => Promise<T>, of: () => unknown): Asked<T> {
  const data = shallowRef<T>()
  const error = shallowRef<unknown>()
  const isBusy = ref(false)
  let latest = 0

  async function again(): Promise<void> {
    latest += 1
    const mine = latest
    isBusy.value = true
    try {
      const answer = await fetchAll()
      if (mine !== latest) return // an older answer that came late
      data.value = answer
      error.value = undefined
    } catch (problem) {
      if (mine === latest) error.value = problem
    } finally {
      if (mine === latest) isBusy.value = false
    }
  }

  watch(() => JSON.stringify([of(), signIns.value]), again, { immediate: true })
  return { data, error, isBusy, again }
}
