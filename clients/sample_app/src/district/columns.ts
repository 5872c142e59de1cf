/** The columns of a table: what is in a cell, how it is said, and rows in the order of one of them. */
import type { Cell } from './csv'

export interface Column<Row> {
  key: string
  title: string
  of(row: Row): Cell // as in a file, and what rows are sorted by
  say?(row: Row): string // as on the screen, where that is another
  file?(row: Row): Cell // as in a file, where rows are sorted by another
}

export interface Order {
  key: string
  isDown: boolean
}

const COLLATOR = new Intl.Collator('zh', { numeric: true })

/** What is not known comes last, whichever way; rows alike stay as they were. */
export function inOrder<Row>(rows: Row[], columns: Column<Row>[], order: Order | null): Row[] {
  const column = columns.find(({ key }) => key === order?.key)
  if (!column || !order) return rows
  return [...rows].sort((one, other) => {
    const [a, b] = [column.of(one), column.of(other)]
    if (a === null || b === null) return Number(a === null) - Number(b === null)
    return order.isDown ? comparison(b, a) : comparison(a, b)
  })
}

function comparison(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return COLLATOR.compare(String(a), String(b))
}
