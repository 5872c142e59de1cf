/** The words of the pledge. A changed word is a new version. */
import words from '../../../../schema/pledges/2021-1.json'
import type { FactBodies } from '../domain/facts'

export function pledgeText(
  name: string,
  marital: FactBodies['pledge']['marital'],
  children: number | undefined,
): { body: string[]; consequence: string } {
  const said: Record<string, string> = {
    name,
    marital: marital === 'remarried' ? '再婚' : '初婚',
    children: children === undefined ? '＿＿' : String(children),
  }
  const body = words.body.map((text) => text.replace(/\{(\w+)\}/g, (_, blank: string) => said[blank] ?? ''))
  return { body, consequence: words.consequence }
}
