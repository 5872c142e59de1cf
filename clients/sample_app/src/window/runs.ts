/** Places in a row, as people read them: `3-5, 9`. They come in their order. */
export function runsOf(places: readonly number[]): string {
  const runs: [from: number, to: number][] = []
  for (const place of places) {
    const last = runs.at(-1)
    if (last && last[1] === place - 1) last[1] = place
    else runs.push([place, place])
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(', ')
}
