/**
 * The part of JsonLogic that guides may use: var, ==, !=, in, and, or, !, some, all.
 *
 * Conditions are data, read by this program on the tablet and by its twin on the hub. Unlike full JsonLogic,
 * nothing is coerced: values of different types are unequal, only `true` is true, and every operator but `var`
 * answers with a boolean. Source: https://jsonlogic.com/operations.html
 */

/** The rule is not of the form that guides may use. */
export class BadRule extends Error {}

type Plain = Record<string, unknown>

/** Whether `rule` is true of `data`; throws `BadRule` for operators outside the list. */
export function holds(rule: unknown, data: unknown): boolean {
  return evaluate(rule, data) === true
}

/** The value of `rule` over `data`: literals stand for themselves, an object is one operation. */
export function evaluate(rule: unknown, data: unknown): unknown {
  if (typeof rule === 'number' && !Number.isInteger(rule)) {
    throw new BadRule(`guides hold whole numbers only: ${rule}`)
  }
  if (!isPlain(rule)) return rule
  const [operation, ...others] = Object.entries(rule)
  if (!operation || others.length) {
    throw new BadRule(`a rule has exactly one operator: ${JSON.stringify(rule)}`)
  }
  const [operator, operands] = operation
  if (operator === 'var') return lookUp(operands, data)
  if (!Array.isArray(operands)) throw new BadRule(`${operator} takes a list: ${JSON.stringify(operands)}`)
  return apply(operator, operands, data)
}

function apply(operator: string, operands: unknown[], data: unknown): boolean {
  const [first, second] = operands
  switch (`${operator} ${operands.length}`) {
    case '== 2':
      return same(evaluate(first, data), evaluate(second, data))
    case '!= 2':
      return !same(evaluate(first, data), evaluate(second, data))
    case 'in 2': {
      const sought = evaluate(first, data)
      return asList(evaluate(second, data)).some((item) => same(sought, item))
    }
    case '! 1':
      return !holds(first, data)
    case 'some 2':
      return asList(evaluate(first, data)).some((item) => holds(second, item))
    case 'all 2':
      return asList(evaluate(first, data)).every((item) => holds(second, item))
  }
  if (operator === 'and') return operands.every((operand) => holds(operand, data))
  if (operator === 'or') return operands.some((operand) => holds(operand, data))
  throw new BadRule(`not an operation guides may use: ${operator} with ${operands.length} operands`)
}

/** `""` is the data itself; a path that leads nowhere is null. */
function lookUp(path: unknown, data: unknown): unknown {
  if (typeof path !== 'string') throw new BadRule(`var takes a path: ${JSON.stringify(path)}`)
  let found = data
  for (const name of path ? path.split('.') : []) {
    found = isPlain(found) && Object.hasOwn(found, name) ? found[name] : null
  }
  return found
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

/** Equal in type and value, through lists and objects. */
export function same(left: unknown, right: unknown): boolean {
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, place) => same(item, right[place]))
  }
  if (isPlain(left) && isPlain(right)) {
    const names = Object.keys(left)
    return (
      names.length === Object.keys(right).length &&
      names.every((name) => Object.hasOwn(right, name) && same(left[name], right[name]))
    )
  }
  return left === right
}
