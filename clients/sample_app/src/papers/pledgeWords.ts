/** The words of the pledge, by version: a changed word is a new one. */
import first from '../../../../schema/pledges/2021-1.json'
import second from '../../../../schema/pledges/2021-2.json'
import type { FactBodies } from '../domain/facts'

const VERSIONS: Record<string, typeof first> = { '2021-1': first, '2021-2': second }

/** What was said, or is about to be: `children` is undefined until it was answered. */
type Said = Pick<FactBodies['pledge'], 'text' | 'marital'> & { children: number | undefined }

export function pledgeText(
  { text, marital, children }: Said,
  name = '',
): { body: string[]; consequence: string } {
  const words = VERSIONS[text]
  if (!words) throw new Error(`this app has no words of the pledge ${text}`)
  const said: Record<string, string> = {
    name,
    marital: marital === 'remarried' ? '再婚' : '初婚',
    children: children === undefined ? '＿＿' : String(children),
  }
  const body = words.body.map((line) => line.replace(/\{(\w+)\}/g, (_, blank: string) => said[blank] ?? ''))
  return { body, consequence: words.consequence }
}
