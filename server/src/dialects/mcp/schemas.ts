import { z } from 'zod'

type Json = Record<string, unknown>

const written = new WeakMap<z.ZodType, Json>()

/** A shape as JSON Schema for a model, without references, since most clients do not follow them. */
export function inputSchemaOf(shape: z.ZodType): Json {
  const known = written.get(shape)
  if (known) return known
  const {
    $schema: _,
    $defs,
    ...schema
  } = z.toJSONSchema(shape, {
    io: 'input',
    unrepresentable: 'any',
    reused: 'inline',
    override: ({ jsonSchema }) => {
      delete jsonSchema.entity
      // The format says the same, and is shorter.
      if (jsonSchema.format !== undefined) delete jsonSchema.pattern
      // Zod writes the bounds of safe integers, which mean nothing to a reader.
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
    },
  }) as Json
  const whole = inlined(schema, ($defs ?? {}) as Json, []) as Json
  written.set(shape, whole)
  return whole
}

/** Inlines every named shape; a recursive one becomes an unconstrained value. */
function inlined(value: unknown, named: Json, within: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => inlined(item, named, within))
  if (typeof value !== 'object' || value === null) return value
  const { $ref, id, ...rest } = value as Json
  // The name of a shape is a text; a property of that name is a schema.
  if (typeof id !== 'string' && id !== undefined) rest.id = id
  if (typeof $ref !== 'string')
    return Object.fromEntries(
      Object.entries(rest).map(([key, inner]) => [key, inlined(inner, named, within)]),
    )
  const name = $ref.split('/').at(-1) ?? ''
  return within.includes(name)
    ? rest
    : { ...(inlined(named[name], named, [...within, name]) as Json), ...rest }
}
