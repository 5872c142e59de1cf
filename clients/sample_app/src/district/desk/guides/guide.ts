/** A version of a guide (办事指南) as the hub lists it, and a draft of the next. */
import type { Guide, Material } from '../../../domain/guides'

export interface Version {
  id: string
  item: string
  version: string
  effectiveFrom: string
  isInEffect: boolean
  guide: Guide
}

export const GUIDES = '{ guides { id item version effectiveFrom isInEffect guide } }'

/** The same under a name of its own, from a day. */
export function draftOf(guide: Guide, tomorrow: string): Guide {
  return named({ ...structuredClone(guide), version: tomorrow, effectiveFrom: tomorrow })
}

/** What somebody typed as JSON, or why it is no guide. */
export function guideOf(json: string): { guide: Guide } | { fault: string } {
  try {
    const guide = JSON.parse(json) as Guide
    return Array.isArray(guide?.materials) ? { guide } : { fault: 'materials' }
  } catch (error) {
    return { fault: String(error) }
  }
}

/** With the id that follows from what it says. */
export function named(guide: Guide): Guide {
  return { ...guide, _id: `guide:${guide.item}:${guide.version}` }
}

/** One paper is asked of different people in lines of their own. */
export function idOf({ code, for: whom }: Material): string {
  return `${code} ${whom.join(' ')}`
}

/** All that are asked for of `whole`, in its order, but one; or that one again. */
export function withMaterial(draft: Guide, whole: Guide, id: string, isAsked: boolean): Guide {
  const here = new Map(draft.materials.map((one) => [idOf(one), one]))
  const order = [...new Set([...whole.materials, ...draft.materials].map(idOf))]
  const before = new Map(whole.materials.map((one) => [idOf(one), one]))
  const materials = order.flatMap((one) => {
    const material = one === id ? (isAsked ? (here.get(one) ?? before.get(one)) : undefined) : here.get(one)
    return material ?? []
  })
  return { ...draft, materials }
}
