import { expect, test } from 'vitest'
import { shallowRef } from 'vue'
import type { CasePaper } from '../../src/papers/ofCase'
import { usePicked } from '../../src/papers/picked'

const paper = (kind: CasePaper['kind'], of: string): CasePaper => ({ kind, of, at: '', printed: 0 })
const NOTICE = paper('notice', 'notice:1')
const RECEIPT = paper('receipt', 'acceptance:2')

test('the latest paper is on the screen, and stays there when a newer one comes', () => {
  const papers = shallowRef([NOTICE])
  const { picked } = usePicked(papers)
  expect(picked.value).toEqual(NOTICE)
  papers.value = [NOTICE, RECEIPT]
  expect(picked.value).toEqual(NOTICE)
})

test('a paper is known again by what it shows, wherever it stands in the list', () => {
  const papers = shallowRef([NOTICE, RECEIPT])
  const { picked, isPicked, pick } = usePicked(papers)
  pick(NOTICE)
  papers.value = [RECEIPT, { ...NOTICE, printed: 1 }]
  expect(picked.value).toEqual({ ...NOTICE, printed: 1 })
  expect(papers.value.map(isPicked)).toEqual([false, true])
})

test('where the paper is void by now, no other takes its place', () => {
  const papers = shallowRef([NOTICE, RECEIPT])
  const { picked } = usePicked(papers)
  papers.value = [NOTICE]
  expect(picked.value).toBeUndefined()
})

test('the first paper of all is picked as it comes', () => {
  const papers = shallowRef<CasePaper[]>([])
  const { picked } = usePicked(papers)
  papers.value = [NOTICE]
  expect(picked.value).toEqual(NOTICE)
})
