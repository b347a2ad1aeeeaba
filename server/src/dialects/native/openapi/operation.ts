import { type Json, responses, type Shape } from './schema.ts'

/** An operation that is more than a call and its answer, and where it is. */
export interface Operation {
  readonly method: string
  readonly path: string
  readonly operation: Json
}

export const eventStream = (schema: Json): Json => ({ 'text/event-stream': { schema } })

/** What every operation answers besides. */
export const failure = (shape: Shape): Json => ({ default: responses(null, shape).default })

export const inQuery = (name: string, schema: unknown, required = false): Json => ({
  name,
  in: 'query',
  required,
  schema,
})

/** The fields of an input, as they are asked in the query. */
export const fieldsOf = (input: Json): Json => (input.properties ?? {}) as Json
