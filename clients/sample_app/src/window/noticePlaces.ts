/** Where in the notice a quotation stands, as whoever holds the printed notice finds it: its paper has no line numbers. */
import type { Text } from '../domain/guides'

const ARTICLES: Record<number, Text> = {
  16: { zh: '第一条', en: 'article 1' },
  18: { zh: '第二条', en: 'article 2' },
  20: { zh: '第三条', en: 'article 3' },
  22: { zh: '第四条', en: 'article 4' },
  24: { zh: '第五条', en: 'article 5' },
}
const SECOND_ANNEX = 51 // its first line; the notice itself ends where the first annex begins
const ANNEXES = { first: { zh: '附件1', en: 'annex 1' }, second: { zh: '附件2', en: 'annex 2' } }

/** `通知第 20 行` is `通知第三条`, `line 20` is `article 3`. */
export function withPlaces(text: string): string {
  return text
    .replace(/第 (\d+) 行/g, (_, line: string) => placeOf(Number(line)).zh)
    .replace(/line (\d+)/g, (_, line: string) => placeOf(Number(line)).en)
}

function placeOf(line: number): Text {
  return ARTICLES[line] ?? (line < SECOND_ANNEX ? ANNEXES.first : ANNEXES.second)
}
