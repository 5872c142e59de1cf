/** Whether a district has all it begins with: undefined until the hub has said so, and nobody's worry but the
 * district's. */
import { type Ref, ref, watch } from 'vue'
import { ask, signedIn } from '../../session'
import { DISTRICT } from '../posts'

export function useIsSetUp(): Ref<boolean | undefined> {
  const isSetUp = ref<boolean>()
  watch(
    () => signedIn.value?.person.role,
    async (role) => {
      isSetUp.value = undefined
      isSetUp.value = role === DISTRICT ? await asked() : true
    },
    { immediate: true },
  )
  return isSetUp
}

/** The page that is open says why a hub does not answer. */
async function asked(): Promise<boolean> {
  try {
    return (await ask<{ setUp: { isDone: boolean } }>('{ setUp { isDone } }')).setUp.isDone
  } catch {
    return true
  }
}
