import { z } from 'zod'
import type { Entity } from '#contract/ids.ts'

/** A place in an input where an id stands: of what, and which of them when an ordinary one will not do. */
export class Slot {
  readonly entity: Entity
  readonly flavour: string
  constructor(entity: Entity, flavour = '') {
    this.entity = entity
    this.flavour = flavour
  }
}

/** The shape has something that no valid value can be made up for; it needs an example. */
export class Unserved extends Error {
  override readonly name = 'Unserved'
}

interface Schema {
  type?: string
  const?: unknown
  enum?: unknown[]
  default?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  properties?: Record<string, Schema>
  items?: Schema
  format?: string
  pattern?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  entity?: Entity
  $ref?: string
  $defs?: Record<string, Schema>
}

let count = 0
/** A word that was not used before, and that no other such word begins with. */
export const freshWord = (): string =>
  `w${process.pid.toString(36)}x${(count += 1).toString(36).padStart(5, '0')}`

/** A valid input for a shape, with a slot wherever an id belongs. Every optional key is given. Throws Unserved. */
export function templateOf(shape: z.ZodType): unknown {
  const schema = z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' }) as Schema
  return valueFor(schema, schema.$defs ?? {}, '')
}

function valueFor(schema: Schema, defs: Record<string, Schema>, at: string): unknown {
  if (schema.$ref !== undefined) return valueFor(defs[schema.$ref.split('/').at(-1) ?? ''] ?? {}, defs, at)
  if (schema.entity !== undefined) return new Slot(schema.entity)
  if ('const' in schema) return schema.const
  if (schema.enum) return schema.enum[0]
  const [first] = optionsOf(schema)
  if (first) return valueFor(first, defs, at)
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          // A cursor is given by the page before.
          .filter(([key]) => key !== 'after')
          .map(([key, property]) => [key, valueFor(property, defs, `${at}.${key}`)]),
      )
    case 'array':
      return (
        optionsOf(schema.items ?? {}).length > 0 ? optionsOf(schema.items ?? {}) : [schema.items ?? {}]
      ).map((item) => valueFor(item, defs, `${at}[]`))
    case 'string':
      return textFor(schema, at)
    case 'integer':
    case 'number':
      return at.endsWith('.limit')
        ? schema.maximum
        : (schema.default ?? schema.minimum ?? schema.exclusiveMinimum ?? 0)
    case 'boolean':
      return true
    case 'null':
      return null
    default:
      throw new Unserved(`${at || 'the input'}: give an example of it`)
  }
}

const optionsOf = (schema: Schema): Schema[] =>
  (schema.anyOf ?? schema.oneOf ?? []).filter(({ type }) => type !== 'null')

function textFor({ format, pattern, minLength = 0, maxLength = 60 }: Schema, at: string): string {
  if (format === 'email') return `${freshWord()}@example.com`
  if (format === 'date-time') return new Date().toISOString()
  if (format === 'uuid') throw new Unserved(`${at}: an id that does not say of what`)
  if (format !== undefined || pattern !== undefined) throw new Unserved(`${at}: give an example of its form`)
  return `${freshWord()} isolation`.padEnd(minLength, '.').slice(0, maxLength)
}

/** All slots of a template. */
export function slotsOf(template: unknown): Slot[] {
  if (template instanceof Slot) return [template]
  if (Array.isArray(template)) return template.flatMap(slotsOf)
  if (!isPlain(template)) return []
  return Object.values(template).flatMap(slotsOf)
}

/** A template with its slots filled, and with what its makers make; texts are kept. */
export function fill(template: unknown, idFor: (slot: Slot) => string): unknown {
  if (template instanceof Slot) return idFor(template)
  if (typeof template === 'function') return (template as () => unknown)()
  if (Array.isArray(template)) return template.map((item) => fill(item, idFor))
  if (!isPlain(template)) return template
  return Object.fromEntries(Object.entries(template).map(([key, value]) => [key, fill(value, idFor)]))
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
