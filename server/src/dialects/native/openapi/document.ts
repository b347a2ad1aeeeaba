import { setImmediate as breathe } from 'node:timers/promises'
import { type Route, routes } from '../routes/routes.ts'
import { downloadOperations } from './downloads.ts'
import { type Json, type Shape, responses, shapesInto, uuidParameter, withoutKeys } from './schema.ts'
import { streamOperations } from './streams.ts'
import { uploadOperations } from './uploads.ts'

/**
 * The native API as an OpenAPI 3.1 document, built from the use-cases that serve it. Building takes some hundred
 * milliseconds and yields to other requests meanwhile.
 */
export async function openApiDocument(version: string): Promise<Json> {
  const components: Json = {}
  const paths: Record<string, Json> = {}
  const add = (method: string, path: string, operation: Json) => {
    const template = path.replace(/:(\w+)/g, '{$1}')
    paths[template] = { ...paths[template], [method.toLowerCase()]: operation }
  }
  const shape = shapesInto(components)

  for (const route of routes) {
    add(route.method, route.path, operationOf(route, shape))
    await breathe()
  }
  for (const operations of [streamOperations, uploadOperations, downloadOperations])
    for (const { method, path, operation } of operations(shape)) add(method, path, operation)

  return {
    openapi: '3.1.0',
    info: {
      title: 'Parley',
      version,
      description: 'AI conversations with agents, cited answers, human handoff and multiple tenants.',
    },
    servers: [{ url: '/' }],
    security: [{ bearer: [] }],
    paths,
    components: {
      schemas: components,
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'An access token or an API key.' },
      },
    },
  }
}

function operationOf({ method, path, useCase, summary, status }: Route, shape: Shape): Json {
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '')
  const rest = withoutKeys(shape(useCase.input, 'input'), names)
  const hasBody = method === 'POST' || method === 'PATCH'
  const properties = (rest.properties ?? {}) as Record<string, Json>
  const hasFields = Object.keys(properties).length > 0
  const required = (rest.required ?? []) as string[]
  return {
    operationId: useCase.name.replace(/[.-](\w)/g, (_, letter: string) => letter.toUpperCase()),
    summary,
    tags: [tagOf(path)],
    ...(useCase.permission === 'public' && { security: [] }),
    parameters: [
      ...names.map(uuidParameter),
      ...(hasBody
        ? [
            {
              name: 'Idempotency-Key',
              in: 'header',
              required: false,
              schema: { type: 'string', maxLength: 200 },
            },
          ]
        : Object.entries(properties).map(([name, schema]) => ({
            name,
            in: 'query',
            required: required.includes(name),
            schema,
          }))),
    ],
    ...(hasBody &&
      hasFields && { requestBody: { required: true, content: { 'application/json': { schema: rest } } } }),
    responses: responses(useCase.output, shape, status),
  }
}

const tagOf = (path: string) => path.split('/')[2] ?? 'status'
