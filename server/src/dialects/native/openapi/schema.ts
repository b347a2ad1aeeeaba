import { z } from 'zod'
import { Problem } from '#contract/error-codes.ts'

export type Json = Record<string, unknown>

/** Writes a shape as JSON Schema, or as a reference to a component that it adds. */
export type Shape = (type: z.ZodType, io: 'input' | 'output') => Json

/** A writer of shapes that collects those with an id in `components`, once. */
export const shapesInto =
  (components: Json): Shape =>
  (type, io) =>
    schemaOf(type, io, components)

/** The schema of an object without the keys that are path parameters. */
export const withoutKeys = (schema: Json, names: readonly string[]): Json => ({
  ...schema,
  properties: Object.fromEntries(
    Object.entries((schema.properties ?? {}) as Json).filter(([key]) => !names.includes(key)),
  ),
  required: ((schema.required ?? []) as string[]).filter((key) => !names.includes(key)),
})

export const uuidParameter = (name: string): Json => ({
  name,
  in: 'path',
  required: true,
  schema: { type: 'string', format: 'uuid' },
})

/** The responses of an operation: its output or 204 on success, and a problem for every error. */
export function responses(output: z.ZodType | null, shape: Shape, status = 200): Json {
  const isEmpty = output === null || output instanceof z.ZodNull
  return {
    ...(isEmpty
      ? { 204: { description: 'Success, without a body.' } }
      : {
          [status]: {
            description: 'Success.',
            content: { 'application/json': { schema: shape(output, 'output') } },
          },
        }),
    ...failure(shape),
  }
}

/** The error response that every operation has. */
export const failure = (shape: Shape): Json => ({
  default: {
    description: 'An error: RFC 9457 problem details with a code from the closed list.',
    content: { 'application/problem+json': { schema: shape(Problem, 'output') } },
  },
})

/** A shape as JSON Schema. Shapes with an id move to the components, once. */
function schemaOf(type: z.ZodType, io: 'input' | 'output', components: Json): Json {
  const {
    $schema: _,
    $defs = {},
    ...schema
  } = z.toJSONSchema(type, {
    io,
    unrepresentable: 'any',
    reused: 'inline',
    override: ({ jsonSchema }) => {
      // Zod writes the bounds of safe integers, which are noise to a reader.
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
    },
  }) as Json & { $defs?: Json }
  const moved = JSON.parse(
    JSON.stringify({ schema, $defs }).replaceAll('#/$defs/', '#/components/schemas/'),
  ) as {
    schema: Json
    $defs: Json
  }
  Object.assign(components, moved.$defs)
  const id = z.globalRegistry.get(type)?.id
  if (typeof id !== 'string') return moved.schema
  // Zod writes a shape with an id among the definitions, and here a mere reference to it.
  if (!(id in moved.$defs)) components[id] = moved.schema
  return { $ref: `#/components/schemas/${id}` }
}
