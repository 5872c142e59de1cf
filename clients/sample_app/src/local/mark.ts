/**
 * What a tablet remembers of itself outside its databases. A browser that throws these away leaves `localStorage`: so
 * it is known afterwards that there was a tablet, and how far it had come. Nothing of people is in it.
 */
export interface Mark {
  device: string
  seq: number // the last place of its chain that was on the disk
  safe: number // up to which the district had signed for it
}

const KEY = 'yici.tablet'

export function readMark(): Mark | undefined {
  const text = globalThis.localStorage?.getItem(KEY)
  return text ? (JSON.parse(text) as Mark) : undefined
}

/** Done when it returns. */
export function leaveMark(mark: Mark): void {
  globalThis.localStorage?.setItem(KEY, JSON.stringify(mark))
}
