/** What has just been done, in a sentence: shown and read aloud, until the page is left. */
import { ref } from 'vue'

export const said = ref('')

export function tell(sentence: string): void {
  said.value = sentence
}
