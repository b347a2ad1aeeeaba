import { z } from 'zod'
import type { ZodOpenApiOperationObject } from 'zod-openapi'
import { parametersOf, type Route } from '#contract/route.ts'
import type { UseCase } from '#kernel/use-case.ts'
import { responsesOf } from './responses.ts'

/** One row of the table of routes as an OpenAPI operation. */
export function operationOf(route: Route, useCase: UseCase): ZodOpenApiOperationObject {
  const { method, path, name, summary, answers } = route
  const { shape } = useCase.input as z.ZodObject
  const inPath = parametersOf(path)
  const rest = Object.keys(shape).filter((key) => !inPath.includes(key) && key !== RANGE)
  const hasBody = method === 'POST' || method === 'PATCH'
  return {
    operationId: name.replace(/[.-](\w)/g, (_, letter: string) => letter.toUpperCase()),
    summary,
    tags: [path.split('/')[2] ?? 'status'],
    ...(useCase.permission === 'public' && { security: [] }),
    requestParams: {
      path: picked(shape, inPath),
      ...(!hasBody && { query: picked(shape, rest) }),
      ...(hasBody && answers === undefined && { header: idempotencyKey }),
      ...(!hasBody && answers === 'stream' && { header: lastEventId }),
    },
    ...(hasBody &&
      rest.length > 0 && {
        requestBody: { required: true, content: { 'application/json': { schema: picked(shape, rest) } } },
      }),
    responses: responsesOf(route, useCase),
  }
}

/** Sent as the header of that name, which every HTTP client knows. */
const RANGE = 'range'

const idempotencyKey = z.object({
  'Idempotency-Key': z
    .string()
    .max(200)
    .optional()
    .describe('Any string that is unique to this request. A repeat within a week returns the first result.'),
})
const lastEventId = z.object({
  'Last-Event-ID': z.string().optional().describe('Continue the stream after the event with this ID.'),
})

const picked = (shape: z.ZodRawShape, keys: readonly string[]): z.ZodObject =>
  z.strictObject(Object.fromEntries(keys.map((key) => [key, shape[key] ?? z.string()])))
