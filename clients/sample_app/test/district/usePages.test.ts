import { afterEach, expect, test, vi } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import { ask } from '../../src/district/session'
import { usePages } from '../../src/district/usePages'
import { until } from '../helpers/until'

vi.mock('../../src/district/session', async () => {
  const { ref } = await import('vue')
  return { ask: vi.fn(), signIns: ref(1) }
})

const PAGES: Record<string, { nodes: string[]; next: string | null }> = {
  null: { nodes: ['a', 'b'], next: 'b' },
  b: { nodes: ['c'], next: 'c' },
  c: { nodes: ['d'], next: null },
}
const asked = vi.mocked(ask)
const scope = effectScope()

afterEach(() => asked.mockReset())

const ids = (rows: { id: string }[] | undefined) => rows?.map(({ id }) => id)

function pages(variables = ref({})) {
  asked.mockImplementation(async (_, given) => {
    const { nodes, next } = PAGES[String((given as { after: string | null }).after)]!
    const pageInfo = { hasNextPage: next !== null, endCursor: next }
    return { people: { edges: nodes.map((id) => ({ node: { id } })), pageInfo, totalCount: 4 } }
  })
  return scope.run(() => usePages<{ id: string }>('query', () => variables.value))!
}

async function first(variables = ref({})) {
  const list = pages(variables)
  await until(() => expect(ids(list.rows.value)).toEqual(['a', 'b']))
  return list
}

test('pages come one after the other, and it is known how many rows there are', async () => {
  const { rows, hasMore, total, more } = await first()
  await more()
  expect(ids(rows.value)).toEqual(['a', 'b', 'c'])
  expect([hasMore.value, total.value]).toEqual([true, 4])
  await more()
  expect(ids(rows.value)).toEqual(['a', 'b', 'c', 'd'])
  expect(hasMore.value).toBe(false)
})

test('what is shown is read anew, and no more than that', async () => {
  const { rows, more, again } = await first()
  await more()
  asked.mockClear()
  await again()
  expect(ids(rows.value)).toEqual(['a', 'b', 'c'])
  expect(asked).toHaveBeenCalledTimes(2)
})

test('a file gets all of them, and the list stays as it is', async () => {
  const { rows, all } = await first()
  expect(ids(await all())).toEqual(['a', 'b', 'c', 'd'])
  expect(ids(rows.value)).toEqual(['a', 'b'])
})

test('what is asked otherwise begins with its first page', async () => {
  const variables = ref({ n: 1 })
  const { rows, more } = await first(variables)
  await more()
  variables.value = { n: 2 }
  await nextTick()
  await until(() => expect(ids(rows.value)).toEqual(['a', 'b']))
})

test('who asks for more twice at once gets each row once', async () => {
  const { rows, more } = await first()
  await Promise.all([more(), more()])
  expect(ids(rows.value)).toEqual(['a', 'b', 'c'])
})

test('when a page does not come, what there was stays, and no file is made', async () => {
  const { rows, error, more, all } = await first()
  asked.mockRejectedValue(new Error('gone'))
  await more()
  expect(await all()).toBeUndefined()
  expect(ids(rows.value)).toEqual(['a', 'b'])
  expect(error.value).toBeInstanceOf(Error)
})

test('more of a list that was asked anew meanwhile is not put behind the new one', async () => {
  const { rows, more, again } = await first()
  let answer = (_: unknown) => {}
  asked.mockImplementationOnce(
    () =>
      new Promise((resolve) => {
        answer = resolve
      }),
  )
  const late = more()
  await again()
  answer({ people: { edges: [{ node: { id: 'old' } }], pageInfo: { hasNextPage: false, endCursor: null } } })
  await late
  expect(ids(rows.value)).toEqual(['a', 'b'])
})
