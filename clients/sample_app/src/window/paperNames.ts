/** How screens name the papers of a guide, in the language that is on. */
import type { Case } from '../domain/case'
import type { Guide, Material } from '../domain/guides'
import type { Whom } from '../domain/people'
import { say, sayWhom, t } from '../i18n'
import { keptMaterials } from '../papers/words'

/** `丈夫 · 身份证`; what there is once for both goes without saying whose it is. */
function sayMaterial({ materials }: Guide, code: string, whom: Whom): string {
  const material = materials.find((one) => one.code === code)
  return ofWhom(whom, material ? say(material.name) : code)
}

/** Of a key that is ticked: a whole paper, or a part of one. */
export function sayKey(guide: Guide, key: string): string {
  const [paper = '', part] = key.split('/')
  const [code = '', whom = 'couple'] = paper.split(':')
  return part ? ofWhom(whom, sayPart(guide, part)) : sayMaterial(guide, code, whom)
}

export function sayPart({ parts }: Guide, part: string): string {
  const name = parts[part]
  return name ? say(name) : part
}

/** What stays at the window of what the couple of a case showed; empty when nothing does. */
export function sayKept(found: Case, guide: Guide): string {
  return sayAsKept(keptMaterials(found, guide))
}

/** What the couple brought and left here so far: theirs again when they withdraw. Empty where nothing was kept. */
export function sayToGiveBack(found: Case, guide: Guide): string {
  const isShown = (code: string) => found.shown.some((key) => key.startsWith(`${code}:`))
  const kept = keptMaterials(found, guide)
  return sayAsKept(kept.filter(({ code, obtainedBy }) => obtainedBy === 'applicant' && isShown(code)))
}

function sayAsKept(materials: readonly Material[]): string {
  const names = materials.map(({ name, keeps }) =>
    keeps === 'copies' ? t('handover.copyOf', { name: say(name) }) : say(name),
  )
  return [...new Set(names)].join(t('common.listComma'))
}

function ofWhom(whom: Whom, name: string): string {
  return whom === 'couple' ? name : `${sayWhom(whom)} · ${name}`
}
