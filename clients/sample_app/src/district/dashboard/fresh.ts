/** All the questions of the page: kept fresh together, and one place tells which of them failed. */
import { computed, onScopeDispose, shallowReactive } from 'vue'
import { type Asked, useAsked } from '../useAsked'

const questions = shallowReactive(new Set<Asked<unknown>>())

/** The first of what went wrong. */
export const problem = computed(() =>
  [...questions].map(({ error }) => error.value).find((one) => one !== undefined),
)

export const isBusy = computed(() => [...questions].some((one) => one.isBusy.value))

/** As `useAsked`, asked again with all others. */
export function useFresh<T>(query: string, variables: () => object = () => ({})): Asked<T> {
  return keptFresh(useAsked<T>(query, variables))
}

/** A question of one's own, from now on asked again with all others. */
export function keptFresh<Q extends Asked<unknown>>(question: Q): Q {
  questions.add(question)
  onScopeDispose(() => questions.delete(question))
  return question
}

export async function askAllAgain(): Promise<void> {
  await Promise.all([...questions].map(({ again }) => again()))
}

/** Those alone that have no answer. */
export async function askFailedAgain(): Promise<void> {
  await Promise.all([...questions].filter(({ error }) => error.value).map(({ again }) => again()))
}
