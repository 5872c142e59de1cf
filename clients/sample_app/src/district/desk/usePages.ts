/** A list that the hub gives page by page. */
import { type ComputedRef, computed, type Ref, ref, shallowRef, watch } from 'vue'
import { ask } from '../session'
import { type Asked, useAsked } from '../useAsked'

interface Connection<T> {
  edges: { node: T }[]
  pageInfo: { hasNextPage: boolean; endCursor: string | null }
}

export const PAGE_INFO = 'pageInfo { hasNextPage endCursor }'

export interface Pages<T> {
  rows: ComputedRef<T[] | undefined> // while they are still to come
  hasMore: ComputedRef<boolean>
  error: Ref<unknown>
  again: Asked<unknown>['again']
  more(): Promise<void>
}

/** `query` has a variable `$after` and asks for `field`, and in it for `PAGE_INFO`. */
export function usePages<T>(query: string, field: string, variables: () => object = () => ({})): Pages<T> {
  type Answer = Record<string, Connection<T>>
  const first = useAsked<Answer>(query, variables)
  const later = shallowRef<Connection<T>[]>([])
  const error = ref<unknown>()
  watch(first.data, () => {
    later.value = []
  })
  const pages = computed(() => {
    const one = first.data.value?.[field]
    return one && [one, ...later.value]
  })

  async function more(): Promise<void> {
    error.value = undefined
    try {
      const known = pages.value
      const after = known?.at(-1)?.pageInfo.endCursor
      const next = (await ask<Answer>(query, { ...variables(), after }))[field]
      if (next && pages.value === known) later.value = [...later.value, next] // else it follows what is gone
    } catch (problem) {
      error.value = problem
    }
  }

  return {
    rows: computed(() => pages.value?.flatMap(({ edges }) => edges.map(({ node }) => node))),
    hasMore: computed(() => pages.value?.at(-1)?.pageInfo.hasNextPage ?? false),
    error: computed(() => error.value ?? first.error.value),
    again: first.again,
    more,
  }
}
