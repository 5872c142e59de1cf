/** Which of a case's papers is on the screen: it stays though another one comes while it is in the printer. */
import { computed, type Ref, shallowRef, watchSyncEffect } from 'vue'
import type { CasePaper } from './ofCase'

type Name = Pick<CasePaper, 'kind' | 'of'>

/** The latest is picked until another is. */
export function usePicked(papers: Readonly<Ref<readonly CasePaper[]>>) {
  const name = shallowRef<Name>()
  const isPicked = ({ kind, of }: Name) => name.value?.kind === kind && name.value.of === of
  const picked = computed(() => papers.value.find(isPicked))
  const pick = ({ kind, of }: Name) => {
    name.value = { kind, of }
  }
  watchSyncEffect(() => {
    const latest = papers.value.at(-1)
    if (!name.value && latest) pick(latest)
  })
  return { picked, isPicked, pick }
}
