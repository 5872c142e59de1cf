import { afterEach, expect, test, vi } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import { usePages } from '../../../src/district/dashboard/usePages'
import { ask } from '../../../src/district/session'

vi.mock('../../../src/district/session', async () => {
  const { ref } = await import('vue')
  return { ask: vi.fn(), signIns: ref(1) }
})

const PAGES: Record<
  string,
  { edges: string[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } }
> = {
  null: { edges: ['a', 'b'], pageInfo: { hasNextPage: true, endCursor: 'b' } },
  b: { edges: ['c'], pageInfo: { hasNextPage: true, endCursor: 'c' } },
  c: { edges: ['d'], pageInfo: { hasNextPage: false, endCursor: 'd' } },
}
const scope = effectScope()
const asked = vi.mocked(ask)

afterEach(() => asked.mockReset())

function pages(variables = ref({ n: 1 })) {
  asked.mockImplementation(async (_, given) => ({
    cases: PAGES[String((given as { after: unknown }).after)],
  }))
  return scope.run(() => usePages<string>('query', () => variables.value)) as ReturnType<
    typeof usePages<string>
  >
}

test('the first page comes by itself, the others when they are asked for', async () => {
  const { edges, hasMore, readAll } = pages()
  await vi.waitFor(() => expect(edges.value).toEqual(['a', 'b']))
  expect(hasMore.value).toBe(true)
  expect(await readAll()).toBe(true)
  expect(edges.value).toEqual(['a', 'b', 'c', 'd'])
})

test('what is asked anew begins with its first page', async () => {
  const variables = ref({ n: 1 })
  const { edges, readAll } = pages(variables)
  await readAll()
  variables.value = { n: 2 }
  await nextTick()
  await vi.waitFor(() => expect(edges.value).toEqual(['a', 'b']))
})

test('when a page does not come, what there was stays, and it is not all', async () => {
  const { edges, readAll } = pages()
  await vi.waitFor(() => expect(edges.value).toEqual(['a', 'b']))
  asked.mockRejectedValue(new Error('gone'))
  expect(await readAll()).toBe(false)
  expect(edges.value).toEqual(['a', 'b'])
})
