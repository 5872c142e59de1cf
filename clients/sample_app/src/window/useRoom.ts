/** How much room is left, where it is too little to begin a case in peace. */
import { onMounted, ref } from 'vue'
import { roomLeft } from '../local/storage'

const FLOOR = 50_000_000 // bytes: thousands of cases, or a few photographs

/** Undefined as long as there is enough. */
export function useRoom() {
  const left = ref<number>()
  onMounted(async () => {
    const room = await roomLeft()
    left.value = room < FLOOR ? Math.max(room, 0) : undefined
  })
  return left
}
