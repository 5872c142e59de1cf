/** A list that comes in pages: the first of them, or all when they are asked for. */
import { computed, ref, watch } from 'vue'
import { ask } from '../session'
import { useAnswer } from '../useAsked'
import { keptFresh } from './fresh'

export interface Connection<Edge> {
  edges: Edge[]
  pageInfo: { hasNextPage: boolean; endCursor: string | null }
}

/** `query` has one field, a connection, and a variable `$after`. */
export function usePages<Edge, C extends Connection<Edge> = Connection<Edge>>(
  query: string,
  variables: () => object,
) {
  const isWhole = ref(false)
  watch(
    () => JSON.stringify(variables()),
    () => {
      isWhole.value = false
    },
  )

  async function fetchAll(): Promise<C> {
    const first = await page(null)
    let last: C = first
    const edges = [...first.edges]
    while (isWhole.value && last.pageInfo.hasNextPage) {
      last = await page(last.pageInfo.endCursor)
      edges.push(...last.edges)
    }
    return { ...last, edges }
  }

  async function page(after: string | null): Promise<C> {
    const answer = await ask<Record<string, C>>(query, { ...variables(), after })
    return Object.values(answer)[0] as C
  }

  const question = keptFresh(useAnswer(fetchAll, variables))
  const hasMore = computed(() => question.data.value?.pageInfo.hasNextPage ?? false)
  return {
    ...question,
    edges: computed(() => question.data.value?.edges ?? []),
    hasMore,
    /** Whether all of them are here now. */
    async readAll(): Promise<boolean> {
      isWhole.value = true
      if (hasMore.value || !question.data.value) await question.again()
      return question.data.value !== undefined && !hasMore.value
    },
  }
}
