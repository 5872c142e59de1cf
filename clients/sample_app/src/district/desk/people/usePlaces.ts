/** Where somebody of a post can work. */
import { type ComputedRef, computed } from 'vue'
import { signedIn } from '../../session'
import type { Choice } from '../FormField.vue'
import { useSites } from '../useSites'
import { t as desk } from '../words'
import { LEVELS, type Post } from './person'

export function usePlaces(post: () => Post | ''): ComputedRef<Choice[]> {
  const { choices, townships } = useSites()
  const districts = computed(() => [
    { value: (signedIn.value?.person.area ?? '').slice(0, 6), text: desk('wholeDistrict') },
  ])
  const byLevel = { district: districts, township: townships, site: choices }
  return computed(() => {
    const chosen = post()
    return chosen ? LEVELS[chosen].flatMap((level) => byLevel[level].value) : []
  })
}
