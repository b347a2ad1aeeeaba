import { parametersOf, type Route } from '#contract/route.ts'
import type { UseCase } from '#kernel/use-case.ts'
import { answersOf } from './answers.ts'
import { type Json, type Shape, uuidParameter, withoutKeys } from './schema.ts'

/** One row of the table of routes as an OpenAPI operation. */
export function operationOf(route: Route, useCase: UseCase, shape: Shape): Json {
  const { method, path, name, summary, answers } = route
  const inPath = parametersOf(path)
  // A range of bytes comes in a header that every client knows.
  const rest = withoutKeys(shape(useCase.input, 'input'), [...inPath, 'range'])
  const fields = (rest.properties ?? {}) as Record<string, Json>
  const required = (rest.required ?? []) as string[]
  const hasBody = method === 'POST' || method === 'PATCH'
  const hasFields = Object.keys(fields).length > 0
  const inQuery = Object.entries(fields).map(([key, schema]) => ({
    name: key,
    in: 'query',
    required: required.includes(key),
    schema,
  }))
  return {
    operationId: name.replace(/[.-](\w)/g, (_, letter: string) => letter.toUpperCase()),
    summary,
    tags: [path.split('/')[2] ?? 'status'],
    ...(useCase.permission === 'public' && { security: [] }),
    parameters: [
      ...inPath.map(uuidParameter),
      ...(hasBody ? [] : inQuery),
      ...(hasBody && answers === undefined ? [idempotencyKey] : []),
      ...(!hasBody && answers === 'stream' ? [lastEventId] : []),
    ],
    ...(hasBody &&
      hasFields && { requestBody: { required: true, content: { 'application/json': { schema: rest } } } }),
    responses: answersOf(route, useCase, shape),
  }
}

const inHeader = (name: string, schema: Json): Json => ({ name, in: 'header', required: false, schema })
const idempotencyKey = inHeader('Idempotency-Key', { type: 'string', maxLength: 200 })
const lastEventId = inHeader('Last-Event-ID', { type: 'string' })
