import { expect, test, vi } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import { type Pages, usePages } from '../../../src/district/desk/usePages'
import { ask } from '../../../src/district/session'

vi.mock('../../../src/district/session', async () => {
  const { ref } = await import('vue')
  return { ask: vi.fn(), signIns: ref(1) }
})

const PAGES: Record<string, { nodes: string[]; next: string | null }> = {
  undefined: { nodes: ['a', 'b'], next: 'b' },
  b: { nodes: ['c'], next: 'c' },
  c: { nodes: ['d'], next: null },
}

function pages(variables = ref({})): Pages<string> {
  vi.mocked(ask).mockImplementation(async (_, given) => {
    const { nodes, next } = PAGES[String((given as { after?: string }).after)]!
    const pageInfo = { hasNextPage: next !== null, endCursor: next }
    return { people: { edges: nodes.map((node) => ({ node })), pageInfo } }
  })
  return effectScope().run(() => usePages<string>('query', 'people', () => variables.value))!
}

test('pages come one after the other', async () => {
  const { rows, hasMore, more } = pages()
  await vi.waitFor(() => expect(rows.value).toEqual(['a', 'b']))
  await more()
  await more()
  expect(rows.value).toEqual(['a', 'b', 'c', 'd'])
  expect(hasMore.value).toBe(false)
})

test('who asks for more twice at once gets each row once', async () => {
  const { rows, more } = pages()
  await vi.waitFor(() => expect(rows.value).toEqual(['a', 'b']))
  await Promise.all([more(), more()])
  expect(rows.value).toEqual(['a', 'b', 'c'])
})

test('more of a list that was asked anew meanwhile is not put behind the new one', async () => {
  const variables = ref({ search: '' })
  const { rows, more, again } = pages(variables)
  await vi.waitFor(() => expect(rows.value).toEqual(['a', 'b']))
  let answer = (_: unknown) => {}
  vi.mocked(ask).mockImplementationOnce(
    () =>
      new Promise((resolve) => {
        answer = resolve
      }),
  )
  const late = more()
  await again()
  await nextTick()
  answer({ people: { edges: [{ node: 'old' }], pageInfo: { hasNextPage: false, endCursor: null } } })
  await late
  expect(rows.value).toEqual(['a', 'b'])
})
