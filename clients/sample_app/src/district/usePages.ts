/** A list that the hub gives page by page: what is shown of it is read anew, the others when they are asked for. */
import { computed, type Ref, ref, watch } from 'vue'
import { ask } from './session'
import { useAnswer } from './useAsked'

export interface Connection<Row> {
  edges: { node: Row }[]
  pageInfo: { hasNextPage: boolean; endCursor: string | null }
  totalCount?: number // of all pages
}

export const PAGE_INFO = 'pageInfo { hasNextPage endCursor }'

/** Of a list, what a table needs beside its rows. */
export interface Pages<Row> {
  hasMore: Ref<boolean>
  isBusy: Ref<boolean>
  total: Ref<number | undefined>
  more(): Promise<void>
  all(): Promise<Row[] | undefined>
}

/** `query` has one field, a connection, a variable `$after`, and asks for `PAGE_INFO`. A row is a node with what
 * its edge says of it. */
export function usePages<Row, C extends Connection<Row> = Connection<Row>>(
  query: string,
  variables: () => object = () => ({}),
) {
  const shown = ref(1) // pages
  watch(
    () => JSON.stringify(variables()),
    () => {
      shown.value = 1
    },
  )

  async function read(most: number): Promise<C> {
    let last = await page(null)
    const edges = [...last.edges]
    for (let n = 1; n < most && last.pageInfo.hasNextPage; n += 1) {
      last = await page(last.pageInfo.endCursor)
      edges.push(...last.edges)
    }
    return { ...last, edges }
  }

  async function page(after: string | null): Promise<C> {
    const answer = await ask<Record<string, C>>(query, { ...variables(), after })
    return Object.values(answer)[0] as C
  }

  const question = useAnswer(() => read(shown.value), variables)
  const { data, error } = question
  const rows = computed(() => data.value && rowsOf(data.value))
  const hasMore = computed(() => data.value?.pageInfo.hasNextPage ?? false)

  async function more(): Promise<void> {
    const known = data.value
    if (!known) return
    error.value = undefined
    try {
      const next = await page(known.pageInfo.endCursor)
      if (data.value !== known) return // it follows what is gone
      shown.value += 1
      data.value = { ...next, edges: [...known.edges, ...next.edges] }
    } catch (problem) {
      error.value = problem
    }
  }

  /** For a file: no file has a part alone. Undefined when they did not come. */
  async function all(): Promise<Row[] | undefined> {
    error.value = undefined
    try {
      return rowsOf(await read(Number.POSITIVE_INFINITY))
    } catch (problem) {
      error.value = problem
      return undefined
    }
  }

  return { ...question, rows, hasMore, total: computed(() => data.value?.totalCount), more, all }
}

function rowsOf<Row>({ edges }: Connection<Row>): Row[] {
  return edges.map(({ node, ...said }) => ({ ...said, ...node }))
}
