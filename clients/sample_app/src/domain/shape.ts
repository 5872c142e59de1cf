/**
 * The shapes of facts, from the same `facts.json` by which the hub judges: what it would refuse is found here,
 * while the couple is still at the window. Of JSON Schema only the words that file uses are read.
 */
import catalogue from '../../../../schema/facts.json'
import type { Fact } from './facts'
import { same } from './logic'

interface Schema {
  $ref?: string
  type?: string
  const?: unknown
  enum?: unknown[]
  pattern?: string
  format?: string
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
  uniqueItems?: boolean
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: boolean
}

const TYPES: Record<string, Record<string, Schema>> = catalogue.types
const MAY_HAVE: Record<string, Record<string, Schema>> = catalogue.mayHave
const DEFS: Record<string, Schema> = catalogue.$defs

/** How many characters a person's fields hold, so that no more can be typed. */
export const LIMITS = {
  name: catalogue.$defs.person.properties.name.maxLength,
  address: catalogue.$defs.place.properties.address.maxLength,
}

export function isPhone(text: string): boolean {
  return fault(TYPES.pledge?.phone ?? {}, text) === undefined
}

/** The first member of a fact that is not of its shape, as `husband/hukou/address`; empty when all are. */
export function shapeFault(fact: Fact): string {
  const body = Object.hasOwn(TYPES, fact.type) ? TYPES[fact.type] : undefined
  if (!body) return 'type'
  const members = { ...(catalogue.envelope as Record<string, Schema>), ...body }
  const properties = { ...members, ...MAY_HAVE[fact.type] }
  return fault({ type: 'object', properties, required: Object.keys(members) }, fact) ?? ''
}

/** Where `value` is not of the schema; undefined when it is. */
function fault(schema: Schema, value: unknown, path: string[] = []): string | undefined {
  const { $ref, ...own } = schema
  if ($ref) {
    const named = DEFS[$ref.slice('#/$defs/'.length)]
    if (!named) throw new Error(`facts.json names no ${$ref}`)
    return fault(named, value, path) ?? fault(own, value, path)
  }
  if (!isOfItself(schema, value)) return path.join('/')
  if (Array.isArray(value)) {
    const items = value.map((item, place): Member => [String(place), item, schema.items ?? {}])
    return faultInside(items, path)
  }
  if (!schema.properties) return undefined
  return faultOfMembers(schema.properties, schema.required ?? [], value as Record<string, unknown>, path)
}

type Member = [name: string, value: unknown, schema: Schema]

function faultInside(members: Member[], path: string[]): string | undefined {
  for (const [name, value, schema] of members) {
    const found = fault(schema, value, [...path, name])
    if (found !== undefined) return found
  }
  return undefined
}

/** All objects in facts are closed: a member that is not named is a fault. */
function faultOfMembers(
  properties: Record<string, Schema>,
  required: string[],
  value: Record<string, unknown>,
  path: string[],
): string | undefined {
  const wrong =
    required.find((name) => !Object.hasOwn(value, name)) ??
    Object.keys(value).find((name) => !Object.hasOwn(properties, name))
  if (wrong !== undefined) return [...path, wrong].join('/')
  const members = Object.entries(value).map(
    ([name, member]): Member => [name, member, properties[name] ?? {}],
  )
  return faultInside(members, path)
}

/** Whether the value is of the schema, what it holds left aside. */
function isOfItself(schema: Schema, value: unknown): boolean {
  if (schema.type && !isOfType(schema.type, value)) return false
  if ('const' in schema && !same(schema.const, value)) return false
  if (schema.enum && !schema.enum.some((option) => same(option, value))) return false
  if (typeof value === 'number') return isWithin(value, schema.minimum, schema.maximum)
  if (typeof value === 'string') return isOfText(schema, value)
  if (!Array.isArray(value)) return true
  return isWithin(value.length, schema.minItems, schema.maxItems) && !(schema.uniqueItems && hasDouble(value))
}

function isOfText({ minLength, maxLength, pattern = '', format }: Schema, text: string): boolean {
  const isOfForm = isWithin([...text].length, minLength, maxLength) && new RegExp(pattern, 'u').test(text)
  return isOfForm && (!format || isOnTheCalendar(text))
}

/** Of a text in the form of a date or a time: whether there was ever that day. */
function isOnTheCalendar(text: string): boolean {
  return !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text)
}

function isOfType(type: string, value: unknown): boolean {
  if (type === 'integer') return Number.isInteger(value)
  if (type === 'array') return Array.isArray(value)
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value)
  return typeof value === type
}

function isWithin(value: number, least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY): boolean {
  return value >= least && value <= most
}

function hasDouble(list: unknown[]): boolean {
  return list.some((item, place) => list.slice(0, place).some((before) => same(before, item)))
}
