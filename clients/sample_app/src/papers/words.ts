/** Words that papers share. Papers are always Chinese. */
import { provinceName } from '../domain/areas'
import type { Case } from '../domain/case'
import type { Guide, Material, Requirement } from '../domain/guides'
import type { Child, Place, Whom } from '../domain/people'
import { declaredFacts, keepsNothing, keysToTick, officeDoes, requirements } from '../domain/rules'
import { chineseDate } from '../domain/shanghai'

const WHOM: Record<Whom, string> = { husband: '丈夫', wife: '妻子', couple: '夫妻双方' }
const DELIVERY = { 'on-the-spot': '当场', 'pick-up': '自取', mail: '邮寄' }

/** `丈夫`, `第1个子女`. */
export function whomName(whom: Whom): string {
  const [, child] = whom.split('child-')
  return child ? `第${child}个子女` : (WHOM[whom] ?? whom)
}

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
  return whom === 'couple' ? name : `${whomName(whom)}的${name}`
}

/** The name of a key that was ticked: a whole paper, or a part of one. */
export function keyName(guide: Guide, key: string): string {
  const [paper = '', part] = key.split('/')
  const [code = '', whom = 'couple'] = paper.split(':')
  if (part) return `${whom === 'couple' ? '' : `${whomName(whom)}的`}${guide.parts[part]?.zh ?? part}`
  return materialName(guide, code, whom)
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

/** In what form a paper is wanted and how many of it, by the guide. */
export function formName(guide: Guide, code: string): string {
  const material = guide.materials.find((one) => one.code === code)
  if (!material) return ''
  const { count, copies, keeps } = material
  if (keeps === 'all') return `${count} 张`
  return copies ? `原件 ${count} 份，复印件 ${copies} 份` : `原件或有效电子证照，${count} 份`
}

/** How long it takes, as the office promised it: `20 个工作日，2021年7月12日前办结`. */
export function promiseText({ workingDays, dueOn }: Pick<Case, 'workingDays' | 'dueOn'>): string {
  if (!workingDays) return '当场办结，立即发证'
  const last = dueOn ? `${chineseDate(dueOn)}前办结` : '办结日期待该年放假安排公布后确定，可凭受理编号查询'
  return `${workingDays} 个工作日，${last}`
}

/** How the certificate reaches the couple: as they chose, or as the guide lets them choose. */
export function deliveryText(
  { delivery, channel }: Pick<Case, 'delivery' | 'channel'>,
  guide: Guide,
): string {
  const ways = delivery ? [delivery] : (guide.delivery[channel] ?? [])
  return ways.map((way) => DELIVERY[way]).join('或')
}

/** What the office sees to itself for the couple of a case. */
export function ownDuties(found: Case, guide: Guide): Material[] {
  return officeDoes(guide, declaredFacts(found))
}

/** What stays at the window of what the couple showed, or copies of it. */
export function keptMaterials(found: Case, guide: Guide): Material[] {
  const asked = new Set(requirements(guide, declaredFacts(found)).map(({ code }) => code))
  return guide.materials.filter(({ code, keeps }) => asked.has(code) && keeps !== 'nothing')
}

/** The same in words; empty when nothing does. */
export function keptText(found: Case, guide: Guide): string {
  const names = keptMaterials(found, guide).map(({ name, keeps }) =>
    keeps === 'copies' ? `${name.zh}复印件` : name.zh,
  )
  return [...new Set(names)].join('、')
}

/** `赵小明（男，2018年9月1日出生）`. */
export function childText({ name, bornOn, sex }: Child): string {
  return `${name}（${sex === 'male' ? '男' : '女'}，${chineseDate(bornOn)}出生）`
}

/** By what right a certificate of an item is issued, and what became of the papers that were shown. */
export function issuedText(guide: Guide): string {
  if (guide.decision === 'township') return `依据${guide.basis}，经镇街审核准予。`
  const shown = keepsNothing(guide) ? '未收取任何材料' : '申请人出示的原件已当场退还'
  return `依据${guide.basis}当场发放，${shown}。`
}

/** `500116001901A1-7`: of the device that wrote it, the how manieth record it is; one of a kind without its type. */
export function documentNumber(id: string): string {
  return id.split(':').slice(1).join('-')
}
