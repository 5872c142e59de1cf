/** Asks once more before what cannot be undone. */
import { shallowRef } from 'vue'

export interface Question {
  title: string
  detail: string
  yes: string
  answer(isSure: boolean): void
}

export const question = shallowRef<Question>()

export function isSure(title: string, detail: string, yes: string): Promise<boolean> {
  return new Promise((resolve) => {
    question.value = {
      title,
      detail,
      yes,
      answer(sure) {
        question.value = undefined
        resolve(sure)
      },
    }
  })
}
