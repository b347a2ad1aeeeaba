import { type Json, responses, type Shape } from './schema.ts'

/** An operation beyond JSON request and response: a stream, an upload or a download. */
export interface Operation {
  readonly method: string
  readonly path: string
  readonly operation: Json
}

export const eventStream = (schema: Json): Json => ({ 'text/event-stream': { schema } })

/** The error response that every operation has. */
export const failure = (shape: Shape): Json => ({ default: responses(null, shape).default })

export const inQuery = (name: string, schema: unknown, required = false): Json => ({
  name,
  in: 'query',
  required,
  schema,
})

/** The fields of an input, by name, for use as query parameters. */
export const fieldsOf = (input: Json): Json => (input.properties ?? {}) as Json
