/** How much data that is, as a bill for it has it. */
const UNITS = ['B', 'KB', 'MB', 'GB']

export function sayBytes(n: number): string {
  const power = Math.min(Math.floor(Math.log(Math.max(n, 1)) / Math.log(1000)), UNITS.length - 1)
  const shown = n / 1000 ** power
  return `${power && shown < 10 ? shown.toFixed(1) : Math.round(shown)} ${UNITS[power]}`
}
