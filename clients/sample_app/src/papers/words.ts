/** Words that papers share. Papers are always Chinese. */
import { provinceName } from '../domain/areas'
import { keysToTick } from '../domain/rules'
import type { Guide, Place, Requirement, Whom } from '../domain/types'

const WHOM: Record<Whom, string> = { husband: '丈夫', wife: '妻子', couple: '夫妻双方' }

/** Where someone lives, with the province or this district in front unless the clerk has typed it himself. */
export function fullAddress({ area, address }: Place, district: { code?: string; name?: string }): string {
  const province = provinceName(area)
  if (address.startsWith(province)) return address
  const name = (area === district.code && district.name) || province
  const county = name.slice(province.length)
  return (county && address.startsWith(county) ? province : name) + address
}

/** `妻子的身份证`; `夫妻双方的结婚证` is simply 结婚证 where there is one for both. */
export function materialName(guide: Guide, code: string, whom: Whom): string {
  const name = guide.materials.find((material) => material.code === code)?.name.zh ?? code
  return whom === 'couple' ? name : `${WHOM[whom]}的${name}`
}

/** The name of a key that was ticked: a whole paper, or a part of one. */
export function keyName(guide: Guide, key: string): string {
  const [paper = '', part] = key.split('/')
  const [code = '', whom = 'couple'] = paper.split(':')
  if (part) return `${whom === 'couple' ? '' : `${WHOM[whom as Whom]}的`}${guide.parts[part]?.zh ?? part}`
  return materialName(guide, code, whom as Whom)
}

/** `离婚证和离婚协议书，或离婚判决书`: what of each alternative is still lacking. */
export function alternativesText(guide: Guide, requirement: Requirement): string {
  return requirement.alternatives
    .map((parts) => parts.map((part) => guide.parts[part]?.zh ?? part).join('和'))
    .join('，或')
}

/** Ticked keys in the order of the guide. */
export function inGuideOrder(asked: readonly Requirement[], keys: readonly string[]): string[] {
  return asked
    .flatMap(({ key, alternatives }) => keysToTick(key, alternatives))
    .filter((key) => keys.includes(key))
}
