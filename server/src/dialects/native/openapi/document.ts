import { setImmediate as breathe } from 'node:timers/promises'
import { allRoutes } from '#contract/routes.ts'
import type { UseCase } from '#kernel/use-case.ts'
import { type Json, shapesInto } from './schema.ts'
import { operationOf } from './operation.ts'
import { openFileOperations, uploadOperations } from './beside-the-table.ts'

/**
 * The native API as an OpenAPI 3.1 document, built from the table of routes and the use-cases that serve it. Building takes some
 * hundred milliseconds and yields to other requests meanwhile.
 */
export async function openApiDocument(version: string, useCases: readonly UseCase[]): Promise<Json> {
  const components: Json = {}
  const paths: Record<string, Json> = {}
  const add = (method: string, path: string, operation: Json) => {
    const template = path.replace(/:(\w+)/g, '{$1}')
    paths[template] = { ...paths[template], [method.toLowerCase()]: operation }
  }
  const shape = shapesInto(components)
  const named = new Map(useCases.map((useCase) => [useCase.name, useCase]))

  for (const route of allRoutes) {
    const useCase = named.get(route.name)
    if (useCase) add(route.method, route.path, operationOf(route, useCase, shape))
    await breathe()
  }
  for (const { method, path, operation } of [...uploadOperations(shape), ...openFileOperations(shape)])
    add(method, path, operation)

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
