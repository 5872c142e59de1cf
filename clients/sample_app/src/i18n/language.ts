/** Which language is on, on the tablet as on the district's pages. */
import { ref, watchEffect } from 'vue'
import type { Text } from '../domain/guides'
import type { Words } from './words'

export type Language = keyof Text

const STORED = 'language'

export const language = ref<Language>(globalThis.localStorage?.getItem(STORED) === 'en' ? 'en' : 'zh')

watchEffect(() => {
  if (!globalThis.document) return
  document.documentElement.lang = language.value === 'zh' ? 'zh-CN' : 'en'
  localStorage.setItem(STORED, language.value)
})

/** The side of a bilingual text that is on. */
export function say(text: Text): string {
  return text[language.value]
}

/** The same, its `{name}`s filled in. */
function fill(text: Text, values: Record<string, string | number>): string {
  return say(text).replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}

/** Says the words of an area by their keys. */
export function speaker<W extends Words>(words: W) {
  return (key: keyof W & string, values: Record<string, string | number> = {}): string =>
    fill(words[key] as Text, values)
}
