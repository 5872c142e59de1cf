/** Which guide is in force. */
import type { Guide, Item } from './domain/guides'

/** What people apply for, in the order in which the window offers it. */
export const ITEMS: readonly Item[] = ['birth-service', 'further-birth', 'only-child']

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
