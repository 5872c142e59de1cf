/** A line so small that it only tells which way things go. */

const MARGIN = 3

/** The path of an SVG of some width and height; months without a value are left out of the line. */
export function sparkPath(values: (number | null)[], width: number, height: number): string {
  const known = values.filter((value) => value !== null)
  if (known.length < 2) return ''
  const [least, most] = [Math.min(...known), Math.max(...known)]
  const x = (index: number) => MARGIN + (index * (width - 2 * MARGIN)) / (values.length - 1)
  const y = (value: number) =>
    most === least ? height / 2 : height - MARGIN - ((value - least) * (height - 2 * MARGIN)) / (most - least)
  let isDrawn = false
  return values
    .map((value, index) => {
      const point =
        value === null ? '' : `${isDrawn ? 'L' : 'M'}${x(index).toFixed(1)} ${y(value).toFixed(1)}`
      isDrawn = value !== null
      return point
    })
    .filter(Boolean)
    .join('')
}
