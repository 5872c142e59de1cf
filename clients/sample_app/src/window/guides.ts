/** Which guide is in force. */
import type { Guide, Item } from '../domain/guides'

/** What people apply for, in the order in which the window offers it. */
export const ITEMS: readonly Item[] = ['birth-service', 'further-birth', 'only-child']

/** The guide that a form is filled in by: that of the case which goes on, or the one in force. */
export function guideOfForm(
  { item, guide }: { item: string; guide: string },
  guides: ReadonlyMap<string, Guide>,
  day: string,
): Guide | undefined {
  return guide ? guides.get(guide) : currentGuide(guides, item, day)
}

/** The newest guide of an item that is in force on a day (ISO date). */
export function currentGuide(
  guides: ReadonlyMap<string, Guide>,
  item: string,
  day: string,
): Guide | undefined {
  return [...guides.values()]
    .filter((guide) => guide.item === item && guide.effectiveFrom <= day)
    .sort((left, right) => (left.effectiveFrom < right.effectiveFrom ? 1 : -1))[0]
}
